"""What a design or a question about it cannot be answered for."""

from caicach.core.errors import CoreError


class BadDesign(CoreError):
    """The answers do not fit the design: params say the column, the stratum or the stage, and how many answers."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = f"estimates.{code}"
        super().__init__(**params)

"""What a sample cannot be planned or drawn for."""

from caicach.core.errors import CoreError


class BadSample(CoreError):
    """The wishes do not fit each other or the frame: params say which, and by how much."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = f"sampling.{code}"
        super().__init__(**params)

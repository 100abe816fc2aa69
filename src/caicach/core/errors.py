"""The errors that people may meet: each has a stable code, and the room says it in Vietnamese."""


class CoreError(Exception):
    """A rule of the domain was broken by what came in, not by our code. `code` is `area.snake_case`."""

    code = "core.error"

    def __init__(self, **params: object) -> None:
        super().__init__(f"{self.code}: {params}" if params else self.code)
        self.params = params

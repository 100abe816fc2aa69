"""What is wrong with a rule or a criteria set: a code, the place, and the values that the sentence needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetProblem:
    """place: codes and names of fields from the outside in, such as `3.4.1`, `rule`, `target`."""

    code: str
    place: tuple[str, ...]
    params: tuple[tuple[str, str], ...] = ()

    def below(self, *outer: str) -> "SetProblem":
        """The same problem, seen from further outside."""
        return SetProblem(self.code, (*outer, *self.place), self.params)


class BadRule(ValueError):
    """A rule whose parameters make no sense. All of them are told at once."""

    def __init__(self, *problems: SetProblem) -> None:
        super().__init__("; ".join(f"{'.'.join(problem.place)}: {problem.code}" for problem in problems))
        self.problems = problems


def problem(code: str, *place: str, **params: object) -> SetProblem:
    """A problem of a rule, with the values of its sentence as text."""
    return SetProblem(f"scoring.{code}", place, tuple((name, str(value)) for name, value in params.items()))

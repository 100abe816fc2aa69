"""Choices and factors as lines that people type: `mã: lời | lời bằng ngôn ngữ thứ hai`, parts with # before them."""

from collections.abc import Iterator, Sequence

from caicach.core.surveys.questionnaire import Choice, Factor, Part, Text


class BadLine(ValueError):
    """A line that is not understood. number: from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def choices_as_text(choices: Sequence[Choice], languages: Sequence[str]) -> str:
    """A line for each choice."""
    return "\n".join(_line(choice.name, choice.label, languages) for choice in choices)


def choices_of_text(text: str, languages: Sequence[str]) -> tuple[Choice, ...]:
    """The choices of the lines. Raises BadLine."""
    return tuple(Choice(name=name, label=label) for _mark, name, label in _read(text, languages))


def parts_as_text(parts: Sequence[Part], languages: Sequence[str]) -> str:
    """A line for each part, below it one for each of its factors."""
    lines = []
    for part in parts:
        lines.append("# " + _line(part.name, part.label, languages))
        lines += [_line(factor.name, factor.label, languages) for factor in part.factors]
    return "\n".join(lines)


def parts_of_text(text: str, languages: Sequence[str]) -> tuple[Part, ...]:
    """The parts with their factors. Raises BadLine; a factor before the first part is one."""
    found: list[tuple[str, Text, list[Factor]]] = []
    for number, (is_part, name, label) in enumerate(_read(text, languages), 1):
        if is_part:
            found.append((name, label, []))
        elif found:
            found[-1][2].append(Factor(name=name, label=label))
        else:
            raise BadLine(number)
    return tuple(Part(name=name, label=label, factors=tuple(factors)) for name, label, factors in found)


def _line(name: str, label: Text, languages: Sequence[str]) -> str:
    return f"{name}: " + " | ".join(_one_line(label.get(language, "")) for language in languages)


def _one_line(words: str) -> str:
    return " ".join(words.split()).replace("|", "/")


def _read(text: str, languages: Sequence[str]) -> Iterator[tuple[bool, str, Text]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        is_part = line.lstrip().startswith("#")
        name, colon, words = line.strip().lstrip("#").partition(":")
        told = [one.strip() for one in words.split("|")]
        if not colon or not name.strip() or len(told) > len(languages):
            raise BadLine(number)
        yield is_part, name.strip(), {language: one for language, one in zip(languages, told, strict=False) if one}

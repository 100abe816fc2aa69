"""Templates are written to be read: one thing on a line, and no line that hides half of itself beyond the window."""

import re
from pathlib import Path

import pytest

import caicach

SOURCE = Path(caicach.__file__).parent
ROOMS = sorted(folder.parent.name for folder in SOURCE.glob("*/templates"))
LONGEST = 160
SENTENCE = re.compile(
    r"\{% blocktranslate\b.*?\{% endblocktranslate %\}|\{% translate [\"'].*?[\"'](?: as \w+)? %\}|_\(\".*?\"\)"
)


def lines_of(room):
    """Every line of a room's templates with the place where it stands."""
    for path in sorted((SOURCE / room / "templates").rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(SOURCE)}:{number}", line


def is_too_long(line):
    """Longer than allowed, and not because of one sentence that is translated as a whole."""
    sentence = max(SENTENCE.findall(line), key=len, default="")
    return len(line) > LONGEST and len(line) - len(sentence) > LONGEST / 2


@pytest.mark.parametrize("room", ROOMS)
def test_no_line_of_a_template_is_longer_than_a_window(room):
    found = [f"{place}: {len(line)} letters" for place, line in lines_of(room) if is_too_long(line)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", ROOMS)
def test_a_template_tag_ends_on_its_line(room):
    """Django prints a tag that is broken over two lines as if it were text."""
    found = [place for place, line in lines_of(room) if line.count("{%") != line.count("%}")]
    assert not found, "\n".join(found)


def test_only_one_long_sentence_excuses_a_long_line():
    sentence = "{% translate '" + "chữ " * 50 + "' %}"
    assert not is_too_long(f"<p>{sentence}</p>")
    assert is_too_long(f"<td>{sentence}</td><td>{sentence}</td>")
    assert is_too_long("<td>{{ row.name }}</td>" * 10)

"""Every fault that a set can have has a sentence of its own."""

import ast
import string
from pathlib import Path

import caicach
from caicach.criteria.sentences.problems import SENTENCES

SOURCE = Path(caicach.__file__).parent


def _codes_and_params():
    for folder in (SOURCE / "core" / "scoring", SOURCE / "criteria", SOURCE / "workbooks"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem":
                    words = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                    yield from ((f"scoring.{word}", {key.arg for key in node.keywords}) for word in words)


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert {code for code, _ in _codes_and_params()} == set(SENTENCES)


def test_a_sentence_asks_for_nothing_that_its_fault_does_not_bring():
    for code, params in _codes_and_params():
        wanted = {name for _, name, _, _ in string.Formatter().parse(str(SENTENCES[code])) if name}
        assert wanted <= params, code

"""A file of a criteria set is read whole: all its faults at once, each with file, line and place."""

import pytest

from caicach.criteria.loading import BadContent, FileProblem, load_crosswalk, load_set, read_set, shipped_set

GOOD = """\
key: example
name: Bộ ví dụ
issuer: UBND tỉnh
source: Ví dụ
max_score: 2.5
criteria:
  - code: "1"
    name: Lĩnh vực
    max_score: 2.5
    children:
      - code: "1.1"
        name: Tỷ lệ đúng hạn
        max_score: 1.1
        basis: Ví dụ
        rule: {shape: target_scaled_ratio, ratio: {part: a, whole: b}, target: 0.95}
        inputs: [{name: a, label: Đúng hạn}, {name: b, label: Tất cả}]
      - code: "1.2"
        name: Sáng kiến
        max_score: 1.4
        basis: Ví dụ
"""


def faults(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(BadContent) as refused:
        read_set(text, file="example.yaml")
    return [(one.line, f"{one.problem.code} {'.'.join(one.problem.place)}") for one in refused.value.problems]


def test_figures_are_exact():
    first, second = read_set(GOOD, file="example.yaml").leaves()
    assert [str(first.max_score), str(second.max_score), str(first.rule.target)] == ["1.1", "1.4", "0.95"]


def test_all_faults_of_a_file_are_told_at_once_with_their_lines():
    broken = (
        GOOD.replace("target: 0.95", "target: 95")
        .replace('code: "1.2"', "code: 1.2")
        .replace("name: Sáng kiến", "nmae: Sáng kiến")
        .replace("issuer: UBND tỉnh", "issuer: UBND tỉnh\nissuer: Bộ")
        .replace("max_score: 1.4", "max_score: 1,4")
    )
    assert faults(broken) == [
        (4, "scoring.repeated_key issuer"),
        (16, "scoring.no_rate criteria.1.children.1.rule.target"),
        (19, "scoring.unknown_field criteria.1.children.2.nmae"),
        (18, "scoring.not_understood criteria.1.children.2.code"),
        (18, "scoring.missing_field criteria.1.children.2.name"),
        (20, "scoring.not_understood criteria.1.children.2.max_score"),
    ]  # fmt: skip


def test_what_does_not_hold_together_is_told_with_the_line_of_the_criterion():
    broken = GOOD.replace("max_score: 1.4", "max_score: 1.5").replace(", {name: b, label: Tất cả}", "")
    assert faults(broken) == [(9, "scoring.sum_is_not_maximum 1.max_score"), (15, "scoring.unknown_input 1.1.rule.b")]


def test_a_problem_reads_as_one_line():
    with pytest.raises(BadContent) as refused:
        read_set(GOOD.replace("max_score: 1.4", "max_score: 1.5"), file="example.yaml")
    assert str(refused.value) == "example.yaml:9: 1.max_score: scoring.sum_is_not_maximum (sum=2.6, maximum=2.5)"
    assert isinstance(refused.value.problems[0], FileProblem)


def test_an_example_that_does_not_hold_is_told():
    examples = 'examples:\n  - {criterion: "1.1", values: {a: 19, b: 20}, points: 1}\n'
    assert faults(GOOD + examples) == [(22, "scoring.example_differs examples.1")]


@pytest.mark.parametrize("text", ["", "- 1\n", "key: [1", "just words"])
def test_a_file_that_is_no_set_is_refused(text):
    assert faults(text)


def test_a_file_is_named_by_its_own_name(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("key: x\n", encoding="utf-8")
    with pytest.raises(BadContent, match=r"^wrong\.yaml:1: name: scoring\.missing_field"):
        load_set(path)


def test_only_shipped_sets_have_a_key():
    with pytest.raises(KeyError):
        shipped_set("../secret")


def test_a_crosswalk_that_misses_a_leaf_is_told(tmp_path):
    for year in ("2025", "2026"):
        (tmp_path / f"set-{year}.yaml").write_text(GOOD.replace("key: example", f"key: set-{year}"), encoding="utf-8")
    links = "links:\n  - {change: same, old: ['1.1'], new: ['1.1']}\n"
    path = tmp_path / "crosswalk.yaml"
    path.write_text(f"old_set: set-2025\nnew_set: set-2026\n{links}", encoding="utf-8")
    with pytest.raises(BadContent) as refused:
        load_crosswalk(path)
    assert [".".join(one.problem.place) for one in refused.value.problems] == ["old.1.2", "new.1.2"]


def test_a_crosswalk_of_a_set_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "crosswalk.yaml"
    path.write_text("old_set: ../x\nnew_set: y\nlinks: []\n", encoding="utf-8")
    with pytest.raises(BadContent) as refused:
        load_crosswalk(path)
    assert [one.problem.code for one in refused.value.problems] == ["scoring.unknown_set", "scoring.unknown_set"]
    assert [one.line for one in refused.value.problems] == [1, 2]

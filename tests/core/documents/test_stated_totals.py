"""What a document says about its own table is compared with the table."""

from pathlib import Path

import pytest

from caicach.core.documents.jail import read_file_here
from caicach.core.documents.reading import Problem, Reading

HEAD = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠC XUYÊN\tĐộc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND\tLạc Xuyên, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
"""
TABLE = """TT\tNội dung\tCơ quan chủ trì\tThời gian hoàn thành\tKinh phí (triệu đồng)
1\tRà soát quy định đã ban hành\tSở Tư pháp\tQuý II/2026\t{first}
2\tTập huấn nghiệp vụ một cửa\tSở Nội vụ\tTháng 6/2026\t300
3\tKhảo sát sự hài lòng của người dân\tSở Nội vụ\tTháng 9/2026\t{third}
Tổng cộng\t\t\t\t{total}
"""


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_file_here(path)


def paper(tmp_path: Path, *, before: str = "", after: str = "", total: str = "936", third: str = "486") -> Reading:
    table = TABLE.format(first="150", third=third, total=total)
    return read(f"{HEAD}I. KINH PHÍ\n{before}\nII. DANH MỤC NHIỆM VỤ\n{table}{after}\n", tmp_path)


def found(reading: Reading, code: str) -> list[Problem]:
    return [problem for problem in reading.problems if problem.code == code]


def test_a_row_of_totals_is_no_task_and_its_sum_is_kept(tmp_path: Path) -> None:
    reading = paper(tmp_path)
    assert len(reading.rows) == 3
    assert reading.totals["budget_million_vnd"] == "936"
    assert not found(reading, "documents.sum_differs")


def test_rows_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    (problem,) = found(paper(tmp_path, third="400"), "documents.sum_differs")
    assert dict(problem.params) == {"sum": "850", "printed": "936"}


@pytest.mark.parametrize("words", ["Chín trăm ba mươi sáu triệu đồng", "chín trăm ba mươi sáu triệu đồng chẵn./."])
def test_words_that_say_the_figure_are_no_question(tmp_path: Path, words: str) -> None:
    reading = paper(tmp_path, after=f"(Bằng chữ: {words})")
    assert reading.totals["budget_in_words"].casefold().startswith("chín trăm")
    assert not found(reading, "documents.words_differ")


def test_words_that_say_another_sum_are_told(tmp_path: Path) -> None:
    (problem,) = found(paper(tmp_path, after="(Bằng chữ: Chín trăm sáu mươi ba triệu đồng)"), "documents.words_differ")
    assert problem.value == "Chín trăm sáu mươi ba triệu đồng"


def test_a_sum_in_the_text_is_compared_with_the_table(tmp_path: Path) -> None:
    same = paper(tmp_path, before="Tổng kinh phí thực hiện Kế hoạch là 936.000.000 đồng.")
    other = paper(tmp_path, before="Tổng kinh phí thực hiện Kế hoạch là 963.000.000 đồng.")
    assert not found(same, "documents.text_differs")
    (problem,) = found(other, "documents.text_differs")
    assert dict(problem.params)["table"] == "936 triệu đồng"


def test_a_count_of_tasks_in_the_text_is_compared_with_the_table(tmp_path: Path) -> None:
    same = paper(tmp_path, before="Danh mục kèm theo gồm 3 nhiệm vụ.")
    other = paper(tmp_path, before="Danh mục kèm theo gồm 5 nhiệm vụ.")
    elsewhere = paper(tmp_path, before="Năm 2025 đã hoàn thành, gồm 5 nhiệm vụ.")
    assert not found(same, "documents.text_differs")
    assert [dict(problem.params)["text"] for problem in found(other, "documents.text_differs")] == ["5 nhiệm vụ"]
    assert not found(elsewhere, "documents.text_differs")

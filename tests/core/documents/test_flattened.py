"""Text out of a PDF: tables rebuilt from lines are told, and columns that got mixed up are told loudly."""

from pathlib import Path

from caicach.core.documents.jail import read_file_here

HEAD = "Số: 15/KH-UBND\nKẾ HOẠCH\nCải cách hành chính năm 2026\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
HEADING = "TT\nNội dung công việc\nCơ quan chủ trì\nThời gian thực hiện\nSản phẩm\n"
WORK = ("Rà soát thủ tục hành chính", "Tập huấn công chức một cửa", "Khảo sát sự hài lòng", "Kiểm tra công vụ")


def codes(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "dump.txt"
    path.write_text(text, encoding="utf-8")
    return [problem.code for problem in read_file_here(path).problems]


def test_a_table_rebuilt_from_lines_is_to_be_compared(tmp_path: Path) -> None:
    rows = "".join(f"{n}. {work}\nSở Nội vụ\nTháng {n}/2026\nBáo cáo\n" for n, work in enumerate(WORK, start=1))
    found = codes(HEAD + HEADING + rows, tmp_path)
    assert "documents.flattened_table" in found
    assert "documents.columns_mixed" not in found


def test_columns_that_came_one_after_the_other_are_told(tmp_path: Path) -> None:
    numbered = "".join(f"{n}. {work}\n" for n, work in enumerate(WORK, start=1))
    behind = "Sở Nội vụ\n" * 4 + "Tháng 6/2026\n" * 4
    assert "documents.columns_mixed" in codes(HEAD + HEADING + numbered + behind, tmp_path)


def test_columns_set_with_blanks_are_told(tmp_path: Path) -> None:
    lines = [f"{n}.    {WORK[n % 4]}       Sở Nội vụ         Tháng {n % 12 + 1}/2026" for n in range(1, 16)]
    assert "documents.columns_by_spaces" in codes(HEAD + "\n".join(lines), tmp_path)


def test_text_with_tabs_is_taken_as_it_is(tmp_path: Path) -> None:
    lines = [f"{n}\t{WORK[n % 4]}\tSở Nội vụ\tTháng {n % 12 + 1}/2026" for n in range(1, 16)]
    found = codes(HEAD + "TT\tNội dung\tChủ trì\tThời gian\n" + "\n".join(lines), tmp_path)
    assert not {"documents.flattened_table", "documents.columns_mixed", "documents.columns_by_spaces"} & set(found)

from caicach.core.documents.reading import Level
from caicach.plans.compare import Change, compare, texts_of_contents
from caicach.plans.contents import RowContent


def row(code, title, end=""):
    return RowContent(level=Level.ACTIVITY, code=code, title=title, end_text=end)


def texts(*rows):
    return texts_of_contents(rows)


OLD = (
    row("1", "Kiểm tra công vụ", end="Tháng 6"),
    row("2", "Tập huấn một cửa", end="Tháng 9"),
    row("3", "Khảo sát hài lòng", end="Tháng 10"),
)


def changes(old, new):
    return [(found.change, (found.new or found.old).title) for found in compare(texts(*old), texts(*new))]


def test_the_same_rows_are_the_same():
    assert {change for change, _ in changes(OLD, OLD)} == {Change.SAME}


def test_a_changed_cell_is_named_with_its_old_and_new_words():
    found = compare(texts(*OLD), texts(OLD[0], row("2", "Tập huấn một cửa", end="Tháng 11"), OLD[2]))
    changed = found[1]
    assert changed.change is Change.CHANGED
    assert [(one.name, one.old, one.new) for one in changed.fields] == [("time_frame_text", "Tháng 9", "Tháng 11")]


def test_a_new_row_and_a_gone_row_are_told_apart():
    new = (OLD[0], OLD[2], row("4", "Số hóa hồ sơ lưu trữ"))
    assert changes(OLD, new) == [
        (Change.SAME, "Kiểm tra công vụ"),
        (Change.GONE, "Tập huấn một cửa"),
        (Change.SAME, "Khảo sát hài lòng"),
        (Change.NEW, "Số hóa hồ sơ lưu trữ"),
    ]


def test_a_renumbered_row_is_found_by_its_title():
    found = compare(texts(*OLD), texts(OLD[0], row("7", "Tập huấn một cửa", end="Tháng 9"), OLD[2]))
    assert [one.name for one in found[1].fields] == ["outline_code"]


def test_a_reworded_row_at_the_same_place_is_the_same_row():
    found = compare(texts(*OLD), texts(OLD[0], row("2", "Tập huấn bộ phận một cửa", end="Tháng 9"), OLD[2]))
    assert found[1].change is Change.CHANGED


def test_rows_with_equal_titles_are_told_apart_by_their_place():
    old = (row("1", "Báo cáo quý", end="Tháng 3"), row("2", "Báo cáo quý", end="Tháng 6"))
    assert {change for change, _ in changes(old, old)} == {Change.SAME}

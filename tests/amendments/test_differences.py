"""What is said to be different is all that is different: applied to the old version it gives the new one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.amendments.differences import applied, moved_places
from caicach.plans.compare import FIELDS, Change, RowText, compare

TITLES = (
    "Rà soát văn bản", "Kiểm tra công vụ", "Tập huấn công chức", "Công bố thủ tục hành chính", "Số hóa hồ sơ lưu trữ",
    "Khảo sát mức độ hài lòng của người dân", "Sắp xếp đơn vị sự nghiệp", "Giao ban chuyên đề hằng quý",
)  # fmt: skip
WORDS = ("", "Sở Nội vụ", "Sở Tư pháp", "Quý II năm 2026")


def row(title, place, depth=0, **cells):
    texts = dict.fromkeys(FIELDS, "") | {"title": title} | cells
    return RowText(path=str(place), texts=texts, depth=depth)


@st.composite
def versions(draw):
    """An old version and a new one: rows taken out, put in, in another order, with other cells."""
    old_titles = draw(st.lists(st.sampled_from(TITLES), max_size=8))
    kept = draw(st.lists(st.sampled_from(old_titles), max_size=8)) if old_titles else []
    new_titles = draw(st.permutations([*kept, *draw(st.lists(st.sampled_from(TITLES), max_size=3))]))
    cells = st.fixed_dictionaries({"lead_text": st.sampled_from(WORDS), "time_frame_text": st.sampled_from(WORDS)})
    return tuple(
        [row(title, place, **draw(cells)) for place, title in enumerate(titles)] for titles in (old_titles, new_titles)
    )


@given(versions())
def test_the_difference_applied_to_the_old_version_gives_the_new_one(both):
    old, new = both
    assert applied(compare(old, new)) == [dict(one.texts) for one in new]


@given(versions())
def test_every_row_of_both_versions_stands_in_the_difference_once(both):
    old, new = both
    told = compare(old, new)
    assert sorted(id(one.old) for one in told if one.old is not None) == sorted(map(id, old))
    assert [id(one.new) for one in told if one.new is not None] == list(map(id, new))


@given(versions())
def test_a_cell_that_is_not_told_of_is_as_it_was(both):
    for one in compare(*both):
        if one.old is not None and one.new is not None:
            told = {field.name: (field.old, field.new) for field in one.fields}
            for name in FIELDS:
                assert told.get(name, (one.old.texts[name],) * 2) == (one.old.texts[name], one.new.texts[name])


def moved(old, new):
    rows = [one for one in compare(old, new) if one.change is not Change.GONE]
    return {rows[place].new.title for place in moved_places(rows, old)}


def outline(*told):
    return [row(title, place, depth) for place, (title, depth) in enumerate(told)]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (((TITLES[0], 0), (TITLES[1], 1), (TITLES[2], 1), (TITLES[3], 0), (TITLES[4], 1)), set()),
        (((TITLES[0], 0), (TITLES[2], 1), (TITLES[1], 1), (TITLES[3], 0), (TITLES[4], 1)), {TITLES[2]}),
        (((TITLES[0], 0), (TITLES[1], 1), (TITLES[3], 0), (TITLES[4], 1), (TITLES[2], 1)), {TITLES[2]}),
        (((TITLES[0], 0), (TITLES[1], 1), (TITLES[3], 0), (TITLES[2], 1), (TITLES[4], 1)), {TITLES[2]}),
        (((TITLES[0], 0), (TITLES[5], 1), (TITLES[1], 1), (TITLES[2], 1), (TITLES[3], 0), (TITLES[4], 1)), set()),
        (((TITLES[3], 0), (TITLES[4], 1)), set()),
    ],
    ids=["as it was", "other order", "to the end", "under another heading", "a new row before", "others are gone"],
)
def test_what_stands_elsewhere_is_moved_and_what_others_pushed_is_not(new, told):
    old = outline((TITLES[0], 0), (TITLES[1], 1), (TITLES[2], 1), (TITLES[3], 0), (TITLES[4], 1))
    assert moved(old, outline(*new)) == told

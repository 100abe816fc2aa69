"""The lines above a name: who signs for whom is said as Decree 30/2020 wants it, and nothing is made up."""

import pytest

from caicach.core.officialdocs.signing import Capacity, Signer, block_for, capacity_of

UBND = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("capacity", "position", "head", "body", "lines"),
    [
        (Capacity.HEAD, "Giám đốc Sở", "Giám đốc", "", ["", "GIÁM ĐỐC"]),
        (Capacity.DEPUTY, "Phó Giám đốc Sở", "Giám đốc", "", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (Capacity.ORDER, "Chánh Văn phòng", "Giám đốc", "", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        (Capacity.MANDATE, "Trưởng phòng", "Giám đốc", "", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (Capacity.HEAD, "", "Chủ tịch", UBND, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (Capacity.DEPUTY, "Phó Chủ tịch UBND tỉnh", "Chủ tịch", UBND,
         ["TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Capacity.ORDER, "Chánh Văn phòng", "Chủ tịch", UBND, ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        (None, "Chuyên viên", "Giám đốc", "", ["[KT., TL. hoặc TUQ.] GIÁM ĐỐC", "CHUYÊN VIÊN"]),
        (Capacity.DEPUTY, "", "", "", ["KT. [CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]", "[CHỨC VỤ NGƯỜI KÝ]"]),
    ],
)  # fmt: skip
def test_each_capacity_has_its_lines(capacity, position, head, body, lines):
    block = block_for(Signer(name="An", position=position, capacity=capacity), head_title=head, body=body)
    assert [block.authority, block.title] == lines


@pytest.mark.parametrize(
    ("position", "told"),
    [
        ("Giám đốc", Capacity.HEAD),
        ("Giám đốc Sở Y tế", Capacity.HEAD),
        ("phó giám đốc", Capacity.DEPUTY),
        ("Phó Giám đốc Sở Y tế", Capacity.DEPUTY),
        ("Phó Trưởng phòng", None),
        ("Chánh Văn phòng", None),
        ("Giám đốcx", None),
        ("", None),
    ],
)
def test_a_position_tells_the_head_and_the_deputies_only(position, told):
    assert capacity_of(position, "Giám đốc") is told
    assert capacity_of(position, "") is None

"""In what capacity somebody signs a paper, and the lines above the name that say so.

The forms are those of Decree 30/2020, article 13 and annex I; what a paper cannot know stands in square brackets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.text import fold, squeeze

UNKNOWN_TITLE = "[CHỨC VỤ NGƯỜI KÝ]"
UNKNOWN_HEAD = "[CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]"
UNKNOWN_FORM = "[KT., TL. hoặc TUQ.]"


class Capacity(StrEnum):
    """As what a person signs."""

    HEAD = "head"
    DEPUTY = "deputy"  # ký thay
    ORDER = "order"  # ký thừa lệnh
    MANDATE = "mandate"  # ký thừa ủy quyền


@dataclass(frozen=True, slots=True)
class SigningForm:
    """What stands before the title of the head, whether the body that decides together is named above, and why."""

    abbreviation: str
    names_body: bool
    source: str


FORMS: Mapping[Capacity, SigningForm] = {
    Capacity.HEAD: SigningForm("", names_body=True, source="Nghị định 30/2020/NĐ-CP, Điều 13"),
    Capacity.DEPUTY: SigningForm("KT.", names_body=True, source="Nghị định 30/2020/NĐ-CP, Điều 13"),
    Capacity.ORDER: SigningForm("TL.", names_body=False, source="Nghị định 30/2020/NĐ-CP, Điều 13"),
    Capacity.MANDATE: SigningForm("TUQ.", names_body=False, source="Nghị định 30/2020/NĐ-CP, Điều 13"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs. capacity: none where nothing tells it; position: as the register has it."""

    name: str = ""
    position: str = ""
    capacity: Capacity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBlock:
    """The lines above the title (in capitals, one under the other), the title, the name."""

    authority: str
    title: str
    name: str


def capacity_of(position: str, head_title: str) -> Capacity | None:
    """What the position itself tells: the head or a deputy of the head. None for all others: somebody has to say."""
    said, head = fold(squeeze(position)), fold(squeeze(head_title))
    if not head:
        return None
    if _begins(said, f"pho {head}"):
        return Capacity.DEPUTY
    return Capacity.HEAD if _begins(said, head) else None


def block_for(signer: Signer, *, head_title: str, body: str = "") -> SignedBlock:
    """The block. body: the body that decides together, such as Ủy ban nhân dân; none where one head decides."""
    head = squeeze(head_title).upper() or UNKNOWN_HEAD
    form = FORMS[signer.capacity] if signer.capacity else SigningForm(UNKNOWN_FORM, names_body=False, source="")
    lines = [f"TM. {squeeze(body).upper()}"] if body and form.names_body else []
    if signer.capacity is Capacity.HEAD:
        return SignedBlock(authority="\n".join(lines), title=head, name=signer.name)
    lines.append(f"{form.abbreviation} {head}")
    return SignedBlock(authority="\n".join(lines), title=_title(signer, head_title), name=signer.name)


def _title(signer: Signer, head_title: str) -> str:
    """The title without the agency, which stands at the top of the paper."""
    deputy = f"Phó {squeeze(head_title)[:1].upper()}{squeeze(head_title)[1:]}"
    said = squeeze(signer.position)
    if head_title and _begins(fold(said), fold(deputy)):
        said = deputy
    return said.upper() or UNKNOWN_TITLE


def _begins(words: str, first: str) -> bool:
    return words == first or words.startswith(f"{first} ")

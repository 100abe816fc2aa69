"""Write the papers and the register of the demonstration's invented province into the package.

    python scripts/make_demo_documents.py [FOLDER]

The same input gives the same bytes: `git status` stays clean when nothing was changed.
"""

import sys
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.generated.demo_papers import demo_papers, doubtful_paper  # noqa: E402
from tests.generated.docx_writer import write_docx  # noqa: E402
from tests.generated.printing import blocks_of  # noqa: E402

CONTENT = ROOT / "src" / "caicach" / "demo" / "content"
HEADINGS = (
    "mã",
    "tên",
    "tên ngắn",
    "loại",
    "trực thuộc",
    "chức danh người đứng đầu",
    "mã định danh",
    "từ ngày",
    "đến ngày",
    "tên khác",
    "tên trước đây",
    "thứ tự",
    "cơ quan chuyên môn",
    "căn cứ",
)
LAST_DAY_OF_DISTRICTS, FIRST_DAY_OF_TWO_TIERS = "30/06/2025", "01/07/2025"
UNCHANGED = 5  # communes of each former district that the reform left as they were
RESOLUTION = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã của tỉnh Lạc Xuyên năm 2025"
Line = dict[str, str]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT
    folder.mkdir(parents=True, exist_ok=True)
    for paper in (*demo_papers(), doubtful_paper()):
        write_docx(blocks_of(paper), folder / f"{paper.name}.docx")
    lines = [*agencies(), *places()]
    write_register(lines, folder / "agencies.xlsx")
    write_yaml(successions(), folder / "successions.yaml")
    write_yaml(people(lines), folder / "people.yaml")


def slug(text: str) -> str:
    """`phường Đồng Mận` gives `phuong-dong-man`."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def rows_of(file: str) -> Iterator[list[str]]:
    for line in (CONTENT / "sources" / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def agencies() -> list[Line]:
    """The agencies of the province, and the units of one department and one ward."""
    keys = ("mã", "loại", "tên", "tên ngắn", "trực thuộc", "chức danh người đứng đầu", "tên khác", "tên trước đây")
    found = []
    for number, cells in enumerate(rows_of("agencies.txt"), 1):
        line = dict(zip((*keys, "từ ngày", "đến ngày", "cơ quan chuyên môn"), cells, strict=True))
        line |= {"mã định danh": f"L99.{number:02d}", "thứ tự": str(number * 10)}
        if line["đến ngày"]:
            line["căn cứ"] = "Nghị quyết của HĐND tỉnh Lạc Xuyên về sắp xếp tổ chức bộ máy năm 2025"
        found.append(line)
    return found


def communes_of(cells: list[str]) -> list[tuple[str, str]]:
    """Kind and name of the communes that stand where a district was."""
    wards = [("phường", name) for name in cells[1].split("; ") if name]
    return [*wards, *(("xã", name) for name in cells[2].split("; "))]


def places() -> list[Line]:
    """Former districts and the communes of today."""
    found = []
    for number, cells in enumerate(rows_of("places.txt"), 1):
        found.append(_authority(cells[0], number) | {"đến ngày": LAST_DAY_OF_DISTRICTS, "căn cứ": RESOLUTION})
        for order, (kind, name) in enumerate(communes_of(cells), 1):
            line = _authority(f"{kind} {name}", 100 * number + order)
            found.append(line if order <= UNCHANGED else line | _new())
    return found


def _new() -> Line:
    return {"từ ngày": FIRST_DAY_OF_TWO_TIERS, "căn cứ": RESOLUTION}


def _authority(place: str, number: int) -> Line:
    is_district = place.startswith(("huyện", "thị xã", "thành phố"))
    return {
        "mã": slug(place),
        "tên": f"Ủy ban nhân dân {place}",
        "tên ngắn": f"UBND {place}",
        "loại": "UBND cấp huyện" if is_district else "UBND cấp xã",
        "trực thuộc": "tinh",
        "chức danh người đứng đầu": f"Chủ tịch UBND {place}",
        "mã định danh": f"L99.{number:03d}" if is_district else f"L99.{number:04d}",
        "tên khác": place[:1].upper() + place[1:],
        "thứ tự": str(1000 + number if is_district else 2000 + number),
        "cơ quan chuyên môn": "không",
    }


def write_register(lines: list[Line], file: Path) -> None:
    """The register as a workbook in the form that the import reads."""
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_numbers": False})
    book.set_properties({"author": "Caicach", "created": datetime(2026, 1, 1)})  # noqa: DTZ001 - no zone in the format
    sheet, bold = book.add_worksheet("Cơ quan"), book.add_format({"bold": True})
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 48)
    sheet.set_column(2, len(HEADINGS) - 1, 22)
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading, bold)
    for row, line in enumerate(lines, 1):
        for column, heading in enumerate(HEADINGS):
            if text := line.get(heading, ""):
                sheet.write_string(row, column, text)
    book.close()


def successions() -> list[dict[str, object]]:
    """Mergers of 2025 and the end of the districts, whose work went on in their communes."""
    reorganisation = "Nghị quyết của HĐND tỉnh Lạc Xuyên về sắp xếp tổ chức bộ máy năm 2025"
    found: list[dict[str, object]] = [
        {
            "kind": "merge",
            "on": "2025-03-01",
            "legal_basis": reorganisation,
            "handovers": [{"from": "so-ke-hoach-va-dau-tu", "to": "so-tai-chinh", "share": "1", "scope": ""}],
        },
        {
            "kind": "merge",
            "on": "2025-07-01",
            "legal_basis": reorganisation,
            "handovers": [
                {"from": code, "to": "bao-va-phat-thanh-truyen-hinh", "share": "1", "scope": ""}
                for code in ("bao-lac-xuyen", "dai-phat-thanh-va-truyen-hinh-tinh")
            ],
        },
    ]
    for cells in rows_of("places.txt"):
        heirs = communes_of(cells)
        found.append(
            {
                "kind": "split",
                "on": "2025-07-01",
                "legal_basis": RESOLUTION,
                "handovers": [
                    {
                        "from": slug(cells[0]),
                        "to": slug(f"{kind} {name}"),
                        "share": share,
                        "scope": f"địa bàn {kind} {name}",
                    }
                    for (kind, name), share in zip(heirs, shares(len(heirs)), strict=True)
                ],
            }
        )
    return found


def shares(count: int) -> list[str]:
    """Equal parts with four digits that make one; the last one takes the rest."""
    part = (Decimal(1) / count).quantize(Decimal("0.0001"))
    return [*[str(part)] * (count - 1), str(Decimal(1) - part * (count - 1))]


SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hà", "Lò", "Nông", "Vi", "Chu", "Tạ")
GIVEN = (
    "Văn An", "Thị Bình", "Minh Chi", "Đức Dũng", "Hương Giang", "Thu Hà", "Trung Hiếu", "Gia Khánh", "Thị Lan",
    "Hoàng Long", "Ngọc Mai", "Hải Nam", "Kim Oanh", "Đình Phong", "Lệ Quyên", "Hồng Sơn", "Thanh Tâm", "Phương Thảo",
    "Anh Tuấn", "Tố Uyên", "Khánh Vân", "Hải Yến", "Trung Kiên", "Bảo Ngọc", "Quốc Việt", "Diệu Thúy", "Mạnh Cường",
    "Thị Nhung", "Xuân Trường",
)  # fmt: skip


def invented_name(number: int) -> str:
    """A different invented name for each number, always the same."""
    return f"{SURNAMES[number % len(SURNAMES)]} {GIVEN[number % len(GIVEN)]}"


def people(lines: list[Line]) -> list[dict[str, str]]:
    """One card for each role, then a focal point and a head for every agency of today that leads tasks."""
    found = [dict(zip(("username", "full_name", "position", "agency", "role"), cells, strict=True))
             for cells in rows_of("people.txt")]  # fmt: skip
    number = 0
    for line in lines:
        is_of_today = not line.get("đến ngày")
        if not is_of_today or line["loại"] not in ("sở, ban, ngành", "UBND cấp xã"):
            continue
        for suffix, role, position in (
            ("dau-moi", "focal_point", "Công chức đầu mối cải cách hành chính"),
            ("thu-truong", "agency_head", line["chức danh người đứng đầu"]),
        ):
            number += 1
            found.append(
                {
                    "username": f"{line['mã']}.{suffix}",
                    "full_name": invented_name(number),
                    "position": position,
                    "agency": line["mã"],
                    "role": role,
                }
            )
    return found


def write_yaml(value: object, file: Path) -> None:
    note = "# Written by scripts/make_demo_documents.py\n"
    file.write_text(note + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120), "utf-8")


if __name__ == "__main__":
    main()

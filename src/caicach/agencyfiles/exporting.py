"""The register as a file that the import reads back the same."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable

from caicach.agencies.models import Agency, AgencyName, AgencyNameKind
from caicach.agencyfiles.columns import AGENCY_HEADINGS, KIND_SPELLINGS
from caicach.tables.sheet import guarded
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDE = {"name": 48, "aliases": 40, "former_names": 40, "legal_basis": 40, "head_title": 24, "parent": 20, "kind": 30}


def agency_rows(agencies: Iterable[Agency]) -> list[list[str]]:
    """The heading and one row of texts for each agency."""
    listed = list(agencies)
    names: dict[int, list[AgencyName]] = defaultdict(list)
    for name in AgencyName.objects.filter(agency__in=[agency.pk for agency in listed]).order_by("valid_from", "pk"):
        names[name.agency_id].append(name)
    codes = dict(Agency.objects.values_list("pk", "code"))
    heading = [spellings[0] for spellings in AGENCY_HEADINGS.values()]
    return [heading, *(_row(agency, names[agency.pk], codes) for agency in listed)]


def agencies_as_csv(agencies: Iterable[Agency]) -> bytes:
    """UTF-8 with its mark, for spreadsheets; a cell that looks like a formula gets an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in agency_rows(agencies))
    return out.getvalue().encode("utf-8-sig")


def agencies_as_xlsx(agencies: Iterable[Agency]) -> bytes:
    """A workbook of texts only: nothing in it is ever computed."""
    rows = agency_rows(agencies)
    columns = columns_of(rows[0], [_WIDE.get(key, 14) for key in AGENCY_HEADINGS], "@")
    return workbook(Sheet(name="Cơ quan", columns=columns, rows=rows[1:], frozen=2))


def _row(agency: Agency, names: list[AgencyName], codes: dict[int, str]) -> list[str]:
    official = [name for name in names if name.kind == AgencyNameKind.OFFICIAL and name.text != agency.name]
    cells = {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": KIND_SPELLINGS[agency.kind][0],
        "parent": codes.get(agency.parent_id, "") if agency.parent_id else "",
        "head_title": agency.head_title,
        "identification_code": agency.identification_code,
        "valid_from": f"{agency.valid_from:%d/%m/%Y}" if agency.valid_from else "",
        "valid_to": f"{agency.valid_to:%d/%m/%Y}" if agency.valid_to else "",
        "aliases": "; ".join(name.text for name in names if name.kind == AgencyNameKind.ALIAS and not name.valid_to),
        "former_names": "; ".join(_former(name) for name in official if name.valid_to),
        "protocol_order": str(agency.protocol_order),
        "is_specialised": "có" if agency.is_specialised else "không",
        "legal_basis": agency.legal_basis,
    }
    return [cells[key] for key in AGENCY_HEADINGS]


def _former(name: AgencyName) -> str:
    first = f"{name.valid_from:%d/%m/%Y}" if name.valid_from else ""
    return f"{name.text} ({first}–{name.valid_to:%d/%m/%Y})"

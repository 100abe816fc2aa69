"""Writing a whole agency file into the register: all of it or nothing."""

from dataclasses import dataclass

from django.db import transaction

from caicach.agencies.models import Agency, AgencyNameKind
from caicach.agencies.permissions import require_or_machine
from caicach.agencies.services import add_name, change_agency, create_agency
from caicach.agencyfiles.errors import ImportHasProblems
from caicach.agencyfiles.importing import AgencyImport, ImportRow
from caicach.people.models import User
from caicach.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many agencies a file has made, changed and found unchanged."""

    created: int
    changed: int
    same: int


@transaction.atomic
def apply_import(*, plan: AgencyImport, by: User | None) -> ImportResult:
    """Write all rows. The same file again changes nothing; with a problem left nothing is written."""
    require_or_machine(by, Permission.AGENCY_MANAGE)
    if plan.problems:
        raise ImportHasProblems(count=len(plan.problems))
    result = ImportResult(plan.count("new"), plan.count("changed"), plan.count("same"))
    written: dict[str, Agency] = {}
    for row in _parents_first(plan.rows):
        if row.state == "same":
            continue
        parent = None
        if row.parent_code:
            parent = written.get(row.parent_code) or Agency.objects.get(code=row.parent_code)
        written[row.given["code"]] = _write(row, parent, by)
    return result


def _write(row: ImportRow, parent: Agency | None, by: User | None) -> Agency:
    fields, aliases = row.fields(parent), row.given.get("aliases", [])
    if row.agency is None:
        former = row.given.get("former_names", [])
        return create_agency(fields=fields, aliases=aliases, former_names=former, by=by)
    agency = change_agency(agency=row.agency, version=row.agency.version, fields=fields, by=by)
    known = set(agency.names.filter(kind=AgencyNameKind.ALIAS).values_list("text", flat=True))
    for alias in aliases:
        if alias not in known:
            add_name(agency=agency, version=agency.version, text=alias, kind=AgencyNameKind.ALIAS, by=by)
            agency.refresh_from_db()
    return agency


def _parents_first(rows: list[ImportRow]) -> list[ImportRow]:
    """The rows so ordered that an agency above comes before those below; circles were refused before."""
    by_code = {row.given["code"]: row for row in rows}
    ordered: dict[str, ImportRow] = {}
    for row in rows:
        chain = [row]
        while (above := by_code.get(chain[-1].parent_code)) and above.given["code"] not in ordered:
            chain.append(above)
        for link in reversed(chain):
            ordered.setdefault(link.given["code"], link)
    return list(ordered.values())

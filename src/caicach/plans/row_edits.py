"""What a person types into the cells of a row, and how it is read: the same grammar as for documents."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from caicach.agencies.directory import agency_directory
from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.reading import AgencyName
from caicach.core.documents.resolving import resolve
from caicach.core.figures import read_figure, read_typed_figure
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.schedule import Schedule
from caicach.core.text import squeeze
from caicach.plans.contents import DutyName
from caicach.plans.models import DutyRole, ItemDuty, Plan, PlanItem
from caicach.plans.rows import duties_from_names, search_text_of
from caicach.plans.schedules import schedule_to_json, time_frame_words

ROLE_OF_FIELD = {"lead_text": DutyRole.LEAD, "coordinating_text": DutyRole.COORDINATING}
EDITABLE = (
    "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text", "time_frame_text",
    "budget_million_vnd", "note",
)  # fmt: skip
_CERTAIN = frozenset({"exact", "alias", "abbreviation", "group"})


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One cell typed anew. A time frame has two: `value` is the start, `end` the end."""

    field: str
    value: str
    end: str = ""

    @property
    def shown(self) -> str:
        return time_frame_words(self.value, self.end) if self.field == "time_frame_text" else self.value


class CellReader:
    """Reads typed cells of one plan; loads the agencies' directory once, and only when a name is read."""

    def __init__(self, plan: Plan) -> None:
        self._year = plan.year
        self._on = plan.issued_on or date(plan.year, 1, 1)
        self._directory: AgencyDirectory | None = None

    def names(self, text: str) -> list[AgencyName]:
        """The agencies in a cell, each as far as the directory knows it."""
        if self._directory is None:
            self._directory = agency_directory(self._on)
        return [resolve(name, self._directory, on=self._on) for name in split_agencies(text)]

    def duty_names(self, text: str) -> tuple[DutyName, ...]:
        """Only names that are certain get a key: a likeness is a question for a person."""
        return tuple(
            DutyName(name.printed, name.key if name.match in _CERTAIN else "", name.addressed_to == "head")
            for name in self.names(text)
        )

    def schedule(self, start: str, end: str) -> Schedule:
        return read_time_frame(start, end, year=self._year)


class DoubtfulNumber(ValueError):
    """A number with two readings: "1.250" may be 1250 or 1,25."""

    def __init__(self, typed: str, proposals: tuple[Decimal, ...]) -> None:
        super().__init__(f"more than one reading: {typed}")
        self.typed, self.proposals = typed, proposals


def read_budget(text: str, *, is_pasted: bool = False) -> Decimal | None:
    """Million VND as Vietnamese write it: "1.250,5". Raises ValueError for anything that is not surely a number.

    is_pasted: it comes out of another program, whose mark of decimals nobody knows.
    """
    typed = squeeze(text)
    if not typed:
        return None
    found = read_figure(typed) if is_pasted else read_typed_figure(typed)
    if found.proposals:
        raise DoubtfulNumber(typed, found.proposals)
    if found.value is None or found.unit or found.value < 0:
        raise ValueError(f"not an amount of money: {typed}")
    return found.value


def apply_edit(item: PlanItem, edit: RowEdit, reader: CellReader) -> None:
    """Set one cell of a row and what follows from it, the duties too. The row itself is saved by the caller."""
    if edit.field not in EDITABLE:
        raise ValueError(f"not a cell of a plan: {edit.field}")
    if edit.field == "time_frame_text":
        _set_time_frame(item, edit, reader)
    elif edit.field == "budget_million_vnd":
        item.budget_million_vnd = read_budget(edit.value)
    else:
        setattr(item, edit.field, edit.value.strip())
    if edit.field in ROLE_OF_FIELD:
        _set_duties(item, ROLE_OF_FIELD[edit.field], reader.duty_names(edit.value))
    item.search_text = search_text_of(item)


def _set_time_frame(item: PlanItem, edit: RowEdit, reader: CellReader) -> None:
    schedule = reader.schedule(edit.value.strip(), edit.end.strip())
    item.time_frame_text = edit.shown[:500]
    item.schedule = schedule_to_json(schedule, start_text=edit.value.strip(), end_text=edit.end.strip())
    item.start_on, item.due_on = schedule.start_on, schedule.due_on


def _set_duties(item: PlanItem, role: DutyRole, names: Iterable[DutyName]) -> None:
    """Names that stay keep the agency that a person has once chosen for them."""
    before = {duty.printed: duty for duty in item.duties.filter(role=role).select_related("agency", "group")}
    kept = [_keep(name, before.get(name.printed)) for name in names]
    item.duties.filter(role=role).delete()
    ItemDuty.objects.bulk_create(duties_from_names(item, role, kept))


def _keep(name: DutyName, before: ItemDuty | None) -> DutyName:
    if name.key or before is None:
        return name
    key = before.agency.code if before.agency else f"group:{before.group.code}" if before.group else ""
    return replace(name, key=key)


def unknown_names(item: PlanItem) -> list[str]:
    """Names in the cells of a row for which the row has no duty."""
    known = {duty.printed for duty in item.duties.all()}
    printed = [name.printed for field in ROLE_OF_FIELD for name in split_agencies(getattr(item, field))]
    return [name for name in printed if name not in known]

"""Form fields that the pages of the register share."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, NotAllowed, RowMovedOn

Now = Callable[[], Mapping[str, Any]]


class AgencyField(forms.CharField):
    """One agency, written as name, short name or code; what is not certain becomes a question with proposals.

    The page lists the names once in `agencies/agency_options.html`, for the browser to complete.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "agency-options", "autocomplete": "off"})
        super().__init__(max_length=260, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        answer = AgencyFinder.of_register().find(text)
        if not answer.code:
            raise forms.ValidationError(f"{answer.what} {answer.repair}", code="unknown_agency")
        return Agency.objects.get(code=answer.code)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Agency):
            return option_text(value)
        return value


class LinesField(forms.CharField):
    """Texts one below the other; the value is a tuple of the lines that are not blank."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def option_text(agency: Agency) -> str:
    """How an agency stands in a field: its name and, for certainty, its code."""
    return f"{agency.name} [{agency.code}]"


def agency_options(day: date | None = None) -> list[str]:
    """What the browser proposes in fields for agencies: those of a day, or all."""
    agencies = Agency.objects.valid_on(day) if day else Agency.objects.all()
    return [option_text(agency) for agency in agencies.only("name", "code")]


def version_of(row: Any) -> Now:
    """What of a row every form about it carries: its version, as it is now; the row itself is read again."""

    def now() -> Mapping[str, Any]:
        row.refresh_from_db()
        return {"version": row.version}

    return now


def refused(form: forms.Form, act: Callable[[], object], *, now: Now | None = None) -> bool:
    """Do it; where a rule of the house forbids it, the form says so and keeps what was typed.

    now: what the form would show today. Where a colleague was faster it stands beside what was typed.
    """
    try:
        act()
    except NotAllowed:
        raise
    except RowMovedOn as error:
        show_conflict(form, error, now=now() if now else {})
        return True
    except CaicachError as error:
        form.add_error(None, str(error))
        return True
    return False

"""The words of a paper that a person completes: a field of the form for each field of the kind."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.core.officialdocs.templates.fields import Field, FieldType
from caicach.papers.kinds import PaperKind, meaning_of

_LONG = ("mo_dau", "de_nghi", "trich_yeu")
_MOST = 4000


class PaperForm(forms.Form):
    """The fields of a kind of paper that are words or lists; `without`: what is put in by the house."""

    def __init__(self, kind: PaperKind, *args: Any, without: Collection[str] = (), **kwargs: Any) -> None:
        hints: dict[str, str] = kwargs.pop("hints", {})
        kwargs["initial"] = {name: _typed(held) for name, held in kwargs.pop("begun", {}).items()}
        super().__init__(*args, **kwargs)
        self._kind = kind
        self._asked = [one for one in kind.fields if one.name not in without and not one.type.is_paper]
        for one in self._asked:
            self.fields[one.name] = _field(one)
            if hint := hints.get(one.name):
                self.fields[one.name].help_text = hint

    @property
    def values(self) -> dict[str, Any]:
        """What the template takes."""
        return {one.name: _value(one, self.cleaned_data[one.name]) for one in self._asked}


class LetterChoice(forms.Form):
    """To whom letters go, and whether each gets one of its own."""

    EACH, ONE = "each", "one"
    agency = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), label=_("Cơ quan nhận"), widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(
        label=_("Số công văn"),
        choices=[(EACH, _("Mỗi cơ quan một công văn")), (ONE, _("Một công văn, nhiệm vụ nêu tại phụ lục"))],
        widget=forms.RadioSelect,
        initial=EACH,
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = agencies


def _field(one: Field) -> forms.CharField:
    is_list = one.type.is_list
    rows = 4 if is_list else 3
    area = forms.Textarea(attrs={"rows": rows}) if is_list or one.name in _LONG else forms.TextInput()
    if one.name in ("co_quan", "quyen_han"):
        area = forms.Textarea(attrs={"rows": 2})
    hint = _("Mỗi dòng một ý; dấu cuối dòng do mẫu thêm.") if is_list else ""
    return forms.CharField(
        label=meaning_of(one).partition(";")[0], required=one.is_required, max_length=_MOST, widget=area,
        help_text=hint, strip=one.name != "so_ky_hieu",
    )  # fmt: skip


def _typed(held: Any) -> str:
    """Lists as lines."""
    return "\n".join(held) if isinstance(held, list) else str(held)


def _value(one: Field, typed: str) -> Any:
    lines = [line.strip() for line in typed.replace("\r\n", "\n").split("\n") if line.strip()]
    if one.type is FieldType.LINES:
        return [line.rstrip(" ;") for line in lines]
    if one.type is FieldType.ROWS:  # articles: each line is one
        return [{one.fields[0].name: line} for line in lines]
    return "\n".join(lines) if len(lines) > 1 else typed

"""Forms of crosswalks: the two sets, a file, the proposals that somebody ticks, a link that somebody makes."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.scoring.criteria import CriteriaSet as CoreSet
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link
from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.criteria.limits import MOST_BYTES
from caicach.criteria.loading import read_crosswalk
from caicach.criteria.models import CriteriaSet
from caicach.criteria.sentences.parameter_words import CHANGE_LABELS
from caicach.criteria.sentences.problems import problem_sentence
from caicach.people.models import User
from caicach.ui.widgets import NamedChoiceField


class BeginForm(forms.Form):
    """The two sets of a crosswalk."""

    old_set = NamedChoiceField(label=gettext_lazy("Bộ cũ"), queryset=CriteriaSet.objects.none())
    new_set = NamedChoiceField(label=gettext_lazy("Bộ mới"), queryset=CriteriaSet.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old_set", "new_set"):
            self.fields[name].queryset = CriteriaSet.objects.visible_to(user)  # type: ignore[attr-defined]


class CrosswalkFileForm(forms.Form):
    """A crosswalk as a YAML file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp đối chiếu"),
        help_text=gettext_lazy("Tệp YAML, tối đa 1 MB; hai bộ của bảng đã có ở đây."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml", "required": True}),
    )

    def crosswalk(self, user: User) -> Crosswalk | None:
        """The crosswalk of the file; None with the reason on the form where it is no text. Raises BadContent."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            self.add_error("file", _("Tệp lớn quá 1 MB. Một bảng đối chiếu thường dưới 50 KB."))
            return None
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            told = _("Tệp không phải văn bản UTF-8. Hãy mở bằng trình soạn thảo và lưu lại dạng UTF-8.")
            self.add_error("file", told)
            return None
        return read_crosswalk(text, file=file.name, find=lambda key: _known(user, key))


def _known(user: User, key: str) -> CoreSet | None:
    row = CriteriaSet.objects.visible_to(user).filter(key=key).first()
    return row.as_core if row else None


def as_value(link: Link) -> str:
    """A proposed link as the value of a box that is ticked."""
    return json.dumps(to_plain(link), ensure_ascii=False, sort_keys=True)


def ticked_links(values: list[str]) -> list[Link]:
    """The links of ticked boxes; what is none of them is left out."""
    links = []
    for value in values:
        try:
            links.append(from_plain(Link, json.loads(value)))
        except (ValueError, RecursionError):  # BadRule and what is no JSON
            continue
    return links


class LinkForm(forms.Form):
    """A link that a person makes: what became of which criteria."""

    change = forms.ChoiceField(
        label=gettext_lazy("Thay đổi"), choices=[(change.value, label) for change, label in CHANGE_LABELS.items()]
    )
    old = forms.MultipleChoiceField(
        label=gettext_lazy("Tiêu chí của bộ cũ"),
        required=False,
        help_text=gettext_lazy("Giữ Ctrl để chọn nhiều; để trống khi thêm mới."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    new = forms.MultipleChoiceField(
        label=gettext_lazy("Tiêu chí của bộ mới"),
        required=False,
        help_text=gettext_lazy("Giữ Ctrl để chọn nhiều; để trống khi bỏ."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: Any, old: CoreSet, new: CoreSet, known: Crosswalk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, whole in (("old", old), ("new", new)):
            taken = {code for link in known.links for code in getattr(link, name)}
            open_ones = [(one.code, f"{one.code} {one.name}") for one in whole.leaves() if one.code not in taken]
            self.fields[name].choices = open_ones  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.link = Link(
                    change=Change(cleaned["change"]),
                    old=tuple(cleaned["old"]),
                    new=tuple(cleaned["new"]),
                    note=cleaned["note"],
                )
            except BadRule as wrong:
                for one in wrong.problems:
                    self.add_error(one.place[0], problem_sentence(one))
        return cleaned

"""Forms about comments: whom to ask, what to say of each section, what becomes of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.comments.models import CommentCall, Verdict
from caicach.consolidation.models import ConsolidatedSection
from caicach.ui.fields import DayField, seen_text
from caicach.ui.versions import VersionForm


class AskForm(forms.Form):
    """Who is asked for comments, until when."""

    agencies = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), label=gettext_lazy("Cơ quan"), widget=forms.CheckboxSelectMultiple
    )
    due_on = DayField(label=gettext_lazy("Hạn góp ý"))
    note = forms.CharField(
        label=gettext_lazy("Nội dung cần góp ý"), required=False, max_length=2000, validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agencies"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = agencies
        self.today = today

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        if due < self.today:
            raise forms.ValidationError(_("Hạn góp ý đã qua. Chọn hôm nay hoặc một ngày sau."))
        return due


class CommentsForm(VersionForm):
    """An agency's words on each section of a draft."""

    def __init__(self, *args: Any, call: CommentCall, sections: Iterable[ConsolidatedSection], **kwargs: Any) -> None:
        known = {one.section_id: one.text for one in call.comments.all()}
        super().__init__(*args, **{"initial": {"version": call.version}, **kwargs})
        self.codes = []
        for section in sections:
            self.codes.append(section.code)
            self.fields[f"text_{section.code}"] = forms.CharField(
                label=str(section), required=False, max_length=5000, validators=[seen_text],
                initial=known.get(section.pk, ""), widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"text_{code}", "") for code in self.codes}


class DecideForm(VersionForm):
    """What becomes of a comment."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Tiếp thu"),
        choices=[one for one in Verdict.choices if one[0] != Verdict.WAITING],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=gettext_lazy("Giải trình"), required=False, max_length=5000, validators=[seen_text],
        help_text=gettext_lazy("Cần có khi không tiếp thu hoặc chỉ tiếp thu một phần."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("verdict") in (Verdict.PARTLY, Verdict.KEPT) and not given.get("reply"):
            self.add_error("reply", _("Không tiếp thu hoặc tiếp thu một phần thì cần giải trình."))
        return given

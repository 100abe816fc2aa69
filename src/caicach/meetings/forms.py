"""What people type about meetings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyGroup
from caicach.core.documents.numbers import number_key
from caicach.core.schedule.schedule import ScheduleKind
from caicach.core.text import squeeze
from caicach.files.models import Document
from caicach.meetings.conclusions import Conclusion, loose_notices
from caicach.meetings.models import AgendaItem, Answer, Meeting, MeetingState, Participant
from caicach.meetings.services import AgendaContent, Attendance, MeetingHead
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.plans.row_edits import CellReader
from caicach.ui.fields import DayField, seen_text
from caicach.ui.versions import VersionForm
from caicach.ui.widgets import NamedChoiceField

_WAYS = (("", _("chưa ghi")), ("yes", _("có mặt")), ("no", _("vắng")))
_SAID = {"": None, "yes": True, "no": False}


class HeadForm(forms.Form):
    """When, where, under whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Tên cuộc họp"), max_length=300, validators=[seen_text],
        help_text=_("Ví dụ: Cuộc họp Ban Chỉ đạo cải cách hành chính quý III"),
    )  # fmt: skip
    held_on = DayField(label=_("Ngày họp"))
    begins_at = forms.TimeField(
        label=_("Giờ bắt đầu"), required=False, input_formats=["%H:%M", "%Hh%M", "%Hh", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "autocomplete": "off"}),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    chair = forms.CharField(
        label=_("Chủ trì"), max_length=150, required=False, help_text=_("Chức vụ và họ tên người chủ trì")
    )

    def head(self) -> MeetingHead:
        return MeetingHead(**{name: self.cleaned_data[name] for name in head_values(Meeting())})


def head_values(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in ("title", "held_on", "begins_at", "place", "chair")}


class ParticipantForm(forms.Form):
    """One agency with whom of it is asked, or all of a group."""

    agency = NamedChoiceField(Agency.objects.none(), label=_("Cơ quan"), required=False)
    name = forms.CharField(label=_("Người dự"), max_length=150, required=False)
    group = NamedChoiceField(AgencyGroup.objects.none(), label=_("Hoặc cả nhóm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("agency", Agency.objects.filter(valid_to=None)), ("group", AgencyGroup.objects.all())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.only("pk", "name")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("agency") and not given.get("group"):
            raise forms.ValidationError(gettext("Chọn một cơ quan hoặc một nhóm."))
        return given


class AgendaForm(forms.Form):
    """A point of the agenda; documents by the numbers under which they stand in the register."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), validators=[seen_text]
    )
    presenter = NamedChoiceField(Agency.objects.none(), label=_("Cơ quan báo cáo"), required=False)
    documents = forms.CharField(
        label=_("Tài liệu trong sổ văn bản"), required=False, max_length=500,
        help_text=_("Số, ký hiệu; nhiều văn bản cách nhau bằng dấu chấm phẩy."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen = Document.objects.visible_to(user).standing()
        field = self.fields["presenter"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(valid_to=None).only("pk", "name")

    def clean_documents(self) -> tuple[Document, ...]:
        """The documents with the typed numbers; one that is not there, or is there twice, is told."""
        found = []
        for number in filter(None, map(squeeze, self.cleaned_data["documents"].split(";"))):
            rows = list(self._seen.filter(number_key=number_key(number)).exclude(number_key="")[:2])
            if not rows:
                raise forms.ValidationError(gettext("Sổ văn bản chưa có “%(number)s”.") % {"number": number})
            found.append(rows[0])
        return tuple(found)

    def content(self) -> AgendaContent:
        given = self.cleaned_data
        return AgendaContent(title=given["title"], presenter=given["presenter"], documents=given["documents"])


def agenda_values(item: AgendaItem) -> dict[str, Any]:
    numbers = "; ".join(document.number for document in item.documents.all())
    return {"title": item.title, "presenter": item.presenter_id, "documents": numbers, "version": item.meeting.version}


def _sent(row: Participant) -> str:
    """Whom the agency said it would send, as long as nobody has noted who came."""
    return row.answer_words if row.is_present is None and row.answer == Answer.SENDS else ""


class AttendanceForm(forms.Form):
    """Two fields for each agency that takes part."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, participants: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = list(participants)
        for row in self._rows:
            came = "" if row.is_present is None else "yes" if row.is_present else "no"
            self.fields[f"came-{row.pk}"] = forms.ChoiceField(
                label=row.agency.brief, choices=_WAYS, required=False, initial=came
            )
            self.fields[f"substitute-{row.pk}"] = forms.CharField(
                label=_("Người dự thay"), max_length=150, required=False, initial=row.substitute or _sent(row)
            )

    def lines(self) -> list[tuple[Participant, Any, Any]]:
        return [(row, self[f"came-{row.pk}"], self[f"substitute-{row.pk}"]) for row in self._rows]

    def told(self) -> dict[int, Attendance]:
        given = self.cleaned_data
        return {row.pk: Attendance(_SAID[given[f"came-{row.pk}"]], given[f"substitute-{row.pk}"]) for row in self._rows}


class AnswerForm(VersionForm):
    """What an agency says to an invitation."""

    answer = forms.ChoiceField(label=_("Trả lời"), choices=Answer.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Người được cử, hoặc lý do vắng"), max_length=150, required=False,
        help_text=_("Ghi chức vụ, họ tên người dự thay; hoặc vì sao không có ai dự."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") not in (None, Answer.COMES) and not squeeze(given.get("words") or ""):
            self.add_error("words", gettext("Ghi người được cử, hoặc lý do vắng."))
        return given


def answer_values(row: Participant) -> dict[str, Any]:
    return {"answer": row.answer, "words": row.answer_words, "version": row.version}


class MinutesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Biên bản"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14}), validators=[seen_text],
        help_text=_("Ai báo cáo gì, ý kiến chính của các thành viên."),
    )  # fmt: skip


class CancelForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do hủy"), max_length=300, validators=[seen_text])


class ConclusionForm(forms.Form):
    """One conclusion; agencies and the end are read as in every plan, and asked about where they are not clear."""

    title = forms.CharField(
        label=_("Kết luận"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}), validators=[seen_text]
    )
    lead = forms.CharField(
        label=_("Cơ quan chủ trì"), max_length=500, help_text=_("Ví dụ: Sở Nội vụ; các sở, ban, ngành")
    )
    coordinating = forms.CharField(label=_("Cơ quan phối hợp"), max_length=500, required=False)
    end = forms.CharField(
        label=_("Thời hạn"), max_length=200, help_text=_("Ví dụ: 30/9/2026, Quý III, Hằng tháng, Thường xuyên")
    )
    deliverable = forms.CharField(label=_("Sản phẩm"), max_length=500, required=False)

    def __init__(self, *args: Any, reader: CellReader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reader = reader

    def clean_lead(self) -> str:
        return self._known("lead")

    def clean_coordinating(self) -> str:
        return self._known("coordinating")

    def clean_end(self) -> str:
        text = squeeze(self.cleaned_data["end"])
        if self._reader.schedule("", text).kind in (ScheduleKind.UNREADABLE, ScheduleKind.NONE):
            raise forms.ValidationError(gettext("“%(text)s” chưa rõ là khi nào. Ghi ví dụ 30/9/2026.") % {"text": text})
        return text

    def conclusion(self) -> Conclusion:
        return Conclusion(**self.cleaned_data)

    def _known(self, name: str) -> str:
        text = squeeze(self.cleaned_data[name])
        unknown = [one.printed for one in self._reader.duty_names(text) if not one.key]
        if unknown:
            names = ", ".join(unknown)
            raise forms.ValidationError(
                gettext("Danh mục cơ quan chưa có: %(names)s. Ghi tên đầy đủ.") % {"names": names}
            )
        return text


class NoticeTextForm(forms.Form):
    """The words of a notice of conclusions: pasted, or taken from a file."""

    text = forms.CharField(
        label=_("Nội dung thông báo kết luận"), required=False, max_length=200_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 14}), help_text=_("Dán cả thông báo; mỗi đoạn một dòng."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Hoặc tệp thông báo"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told.get("file") and not (told.get("text") or "").strip():
            self.add_error("text", gettext("Dán nội dung hoặc chọn tệp."))
        return told


class AttachForm(forms.Form):
    """Which of the notices that were imported belongs to a meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Thông báo đã nhập"), empty_label=_("Chọn thông báo"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = loose_notices()


class MeetingFilter(forms.Form):
    """What the list of meetings shows."""

    q = forms.CharField(
        label=_("Tìm"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *MeetingState.choices]
    )

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ConclusionFilter(forms.Form):
    """Which conclusions: those still open, or all."""

    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Chưa hoàn thành")), ("all", _("Tất cả"))]
    )

    @property
    def shows_all(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("state") == "all"

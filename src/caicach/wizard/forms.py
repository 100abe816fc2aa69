"""The form with which a person answers a group of questions about a reading."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.schedule import ScheduleKind
from caicach.core.text import squeeze
from caicach.plans.compare import plain_number
from caicach.plans.row_edits import DoubtfulNumber, read_budget
from caicach.ui.fields import doubt_about
from caicach.wizard.agency_names import AgencyNames
from caicach.wizard.questions import KEEP

PROPOSAL = "proposal:"
_TOKEN = re.compile(r".+@\d{1,9}")


def shown_million(amount: str) -> str:
    """An amount in million đồng as an answer shows it: "1250 triệu đồng"."""
    return gettext("{amount} triệu đồng").format(amount=plain_number(amount).replace(".", ","))


def keys_of_tokens(tokens: Iterable[str]) -> dict[str, int]:
    """Keys of questions with the versions that a page showed; what is no such token is left out."""
    pairs = (token.rsplit("@", 1) for token in tokens if _TOKEN.fullmatch(token))
    return {key: int(version) for key, version in pairs}


class AnswerForm(forms.Form):
    """One answer for the ticked questions of a group. The acts that fit depend on the kind of the group."""

    tokens = forms.MultipleChoiceField(error_messages={"required": _("Hãy chọn ít nhất một dòng để áp dụng.")})
    act = forms.CharField(required=False)
    agency = forms.CharField(required=False)
    start = forms.CharField(required=False, max_length=100)
    end = forms.CharField(required=False, max_length=100)
    text = forms.CharField(required=False, max_length=500)
    budget = forms.CharField(required=False, max_length=30)

    def __init__(self, *args: Any, tokens: list[str], names: AgencyNames, year: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names, self._year = names, year
        given = self.data.getlist("tokens") if isinstance(self.data, QueryDict) else tokens
        keys = {token.rsplit("@", 1)[0] for token in tokens}  # the version is for the service to judge
        known = [token for token in given if _TOKEN.fullmatch(token) and token.rsplit("@", 1)[0] in keys]
        self.fields["tokens"].choices = [(token, token) for token in known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        act = cleaned.get("act") or ("agency" if cleaned.get("agency") else "")  # a typed name is an answer
        readers = {
            "agency": self._agency, "time": self._time, "text": self._text, "budget": self._budget, KEEP: self._keep,
            "continuous": self._continuous, "waiting": self._waiting,
        }  # fmt: skip
        if act.startswith(PROPOSAL):
            cleaned["value"] = self._proposal(act.removeprefix(PROPOSAL))
        elif act in readers:
            cleaned["value"] = readers[act](cleaned)
        else:
            self.add_error("act", _("Hãy chọn một cách trả lời."))
        return cleaned

    def keys(self) -> dict[str, int]:
        """The ticked questions with the version of the answer that was seen."""
        return keys_of_tokens(self.cleaned_data["tokens"])

    def _proposal(self, key: str) -> dict[str, Any] | None:
        if key in self._names.names:
            return {"act": "agency", "key": key, "label": self._names.names[key]}
        if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", key):
            return {"act": "budget", "value": key, "label": shown_million(key)}
        self.add_error("act", _("Cơ quan được gợi ý không còn trong danh mục. Hãy chọn cơ quan khác."))
        return None

    def _agency(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        key = self._names.key_of(cleaned.get("agency", ""))
        if key is not None:
            return {"act": "agency", "key": key, "label": self._names.names[key]}
        self.add_error(
            "agency", _("Không thấy cơ quan hoặc nhóm này trong danh mục. Hãy chọn đúng một tên trong danh sách.")
        )
        return None

    def _time(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        start, end = cleaned.get("start", ""), cleaned.get("end", "")
        schedule = read_time_frame(start, end, year=self._year)
        if schedule.kind in (ScheduleKind.NONE, ScheduleKind.UNREADABLE):
            self.add_error(
                "end", _("Chưa hiểu thời gian này. Nhập ví dụ: Tháng 6/2026, Quý II/2026, trước ngày 15/11/2026.")
            )
            return None
        return {"act": "time", "start": start, "end": end, "label": " – ".join(filter(None, (start, end)))}

    def _text(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        better = squeeze(cleaned.get("text", ""))
        if better:
            return {"act": "text", "value": better, "label": better}
        self.add_error("text", _("Hãy nhập chữ đúng."))
        return None

    def _budget(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        try:
            amount = read_budget(cleaned.get("budget", ""))
        except DoubtfulNumber as doubt:
            self.add_error("budget", doubt_about(doubt.typed, doubt.proposals))
            return None
        except ValueError:
            amount = None
        if amount is not None:
            return {"act": "budget", "value": str(amount), "label": shown_million(str(amount))}
        self.add_error("budget", _("Kinh phí phải là số triệu đồng, ví dụ 12,5 hoặc 1250."))
        return None

    def _keep(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"act": KEEP, "label": gettext("giữ nguyên như văn bản")}

    def _continuous(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"act": "time", "kind": "continuous", "label": gettext("thường xuyên")}

    def _waiting(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"act": "time", "kind": "waiting", "label": gettext("chờ ấn định")}

"""Fields for days and numbers as people in Vietnam type them; what leaves two readings is asked, never chosen."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.dates import read_typed_day
from caicach.core.figures import read_figure, read_typed_figure
from caicach.core.text import is_blank

_EMPTY = (None, "")
MOST_DIGITS = 20
_LIKE_A_DAY = re.compile(r"\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}(?:\s*[/.-]\s*[0-9]{4})?\s*")


def seen_text(value: Any) -> None:
    """Refuses a text of which nothing is seen, such as a mark of direction: it is no name and no reason.

    Blanks alone are for the form to judge, as an empty field is.
    """
    if isinstance(value, str) and value.strip() and is_blank(value):
        raise forms.ValidationError(_("Chỉ có ký tự không nhìn thấy. Hãy nhập chữ."), code="blank")


class DayField(forms.DateField):
    """A day, typed day first: the browser's own calendar writes it in the language of the computer."""

    def __init__(self, **kwargs: Any) -> None:
        hints = {"placeholder": gettext_lazy("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(attrs=hints, format="%d/%m/%Y"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in _EMPTY or not str(value).strip():
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if day := read_typed_day(str(value), today=timezone.localdate()):
            return day
        if _LIKE_A_DAY.fullmatch(str(value)):
            sentence = _("Ngày %(typed)s không có. Ghi theo dạng ngày/tháng/năm, ví dụ 28/02/2026.")
        else:
            sentence = _("“%(typed)s” chưa rõ là ngày nào. Ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 28/02/2026.")
        raise forms.ValidationError(sentence, code="invalid", params={"typed": str(value).strip()[:40]})


class NumberField(forms.DecimalField):
    """A number with decimal comma. "1.234" is asked: 1234 or 1,234?"""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit  # may be typed behind the number: "98,5%"
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as the stubs of DecimalField
        if value in _EMPTY or not str(value).strip():
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        return self.number_in(str(value))

    def number_in(self, typed: str) -> Decimal:
        """The number that was typed; a question where it may be two, or none."""
        _check_length(typed)
        found = read_typed_figure(typed)
        if found.value is not None and found.unit in {"", self.unit}:
            return found.value
        if found.proposals:
            raise forms.ValidationError(doubt_about(typed, found.proposals), code="doubtful")
        sentence = _("“%(typed)s” không phải là một số. Ghi ví dụ 12 hoặc 12,5.")
        raise forms.ValidationError(sentence, code="invalid", params={"typed": typed.strip()[:40]})

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value


class WholeNumberField(NumberField):
    """A whole number; dots may divide its thousands, since it has no decimals."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)

    def number_in(self, typed: str) -> Decimal:
        _check_length(typed)
        found = read_figure(typed, is_vietnamese=True)
        if found.value is not None and found.unit in {"", self.unit} and _is_whole(typed, found.value):
            return found.value
        sentence = _("“%(typed)s” không phải là một số nguyên. Ghi ví dụ 12 hoặc 1.250.")
        raise forms.ValidationError(sentence, code="invalid", params={"typed": typed.strip()[:40]})


def _check_length(typed: str) -> None:
    """Nothing that people count or score needs more; a longer number is two that ran together, or no number."""
    if sum(letter.isdigit() for letter in typed) > MOST_DIGITS:
        sentence = _("“%(typed)s…” dài quá %(most)s chữ số. Kiểm tra lại số này.")
        params = {"typed": typed.strip()[:20], "most": MOST_DIGITS}
        raise forms.ValidationError(sentence, code="too_long", params=params)


def _is_whole(typed: str, value: Decimal) -> bool:
    """Whether no decimals were typed: "1,0" may be a misprint for 10."""
    return value == value.to_integral_value() and not re.search(r"[.,](?![0-9]{3}(?![0-9]))|,", typed.strip(" ."))


def plain_number(value: Decimal) -> str:
    """A number as it stands in a field: decimal comma, no marks of thousands, no zeros behind."""
    text = f"{value.normalize():f}"
    return text.replace(".", ",")


def doubt_about(typed: str, proposals: tuple[Decimal, ...]) -> str:
    """The question about a number with two readings, which says how to write each."""
    numbers = [plain_number(number) for number in proposals]
    sentence = _("“%(typed)s” là %(one)s hay %(other)s? Ghi lại một trong hai số này, dấu phẩy cho phần thập phân.")
    return sentence % {"typed": typed.strip()[:40], "one": numbers[0], "other": numbers[-1]}


class FilterForm(forms.Form):
    """What of a list is shown; a value that is none counts as not given."""

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid values that narrow something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

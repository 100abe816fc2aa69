"""Forms of one question, and of one group."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from caicach.core.surveys import questionnaire as core
from caicach.core.surveys.editing import with_changed, with_list, with_member, without_unused_lists
from caicach.core.surveys.xlsform.words import APPEARANCES
from caicach.questionnaires.forms import ChangeForm, CodeField, language_name, wrong_line
from caicach.questionnaires.lines import BadLine, choices_of_text
from caicach.questionnaires.phrases import KINDS, fault_reason
from caicach.ui.fields import seen_text

ALWAYS = "true()"
_EXPRESSION = {"class": "code", "spellcheck": "false", "autocomplete": "off"}


def _expression(label: Any, told: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2_000, help_text=told, widget=forms.TextInput(attrs=_EXPRESSION)
    )


class MemberForm(ChangeForm):
    """What a question and a group have in common: a name, words in each language, when it is seen."""

    name = CodeField(label=gettext_lazy("Mã"), help_text=gettext_lazy("Câu trả lời được lưu theo mã này, ví dụ “q5”."))
    relevant = _expression(
        gettext_lazy("Chỉ hỏi khi"),
        gettext_lazy("Ví dụ ${q1} = 'co' hoặc selected(${q2}, 'dien'). Để trống: luôn hỏi."),
    )
    SPOKEN: tuple[tuple[str, Any, bool], ...] = ()

    def __init__(
        self, *args: Any, form: core.Questionnaire, member: Any = None, after: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**(self.values_of(member) if member else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.form, self.member, self.after = form, member, after
        for field, label, is_needed in self.SPOKEN:
            for language in form.languages:
                self.fields[f"{field}_{language}"] = self.words(label, language, is_needed=is_needed)
        self.order_fields(self.order())

    def order(self) -> list[str]:
        """Words directly behind the name, the condition at the end."""
        spoken = [f"{field}_{language}" for field, _label, _needed in self.SPOKEN for language in self.form.languages]
        first = [name for name in ("kind", "name") if name in self.fields]
        others = [name for name in self.fields if name not in {*first, *spoken, "relevant"}]
        return [*first, *spoken, *others, "relevant"]

    def words(self, label: Any, language: str, *, is_needed: bool) -> forms.CharField:
        told = f"{label} ({language_name(language)})" if len(self.form.languages) > 1 else str(label)
        return forms.CharField(
            label=told, required=is_needed, max_length=core.LONGEST_WORDS, validators=[seen_text],
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip

    def values_of(self, member: Any) -> dict[str, Any]:
        spoken = {
            f"{field}_{language}": words
            for field, _label, _needed in self.SPOKEN
            for language, words in getattr(member, field).items()
        }
        return {"name": member.name, "relevant": member.relevant, **spoken}

    def spoken(self, field: str) -> core.Text:
        given = {language: self.cleaned_data.get(f"{field}_{language}", "") for language in self.form.languages}
        return {language: words.strip() for language, words in given.items() if words.strip()}

    def made(self) -> core.Group | core.Question:
        raise NotImplementedError

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        if self.member is None:
            return with_member(questionnaire, self.made(), after=self.after)
        return with_changed(questionnaire, self.member.name, self.made())

    def clean(self) -> dict[str, Any]:
        """What the whole would be with it is checked here, so that each fault stands beside its field."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        before = set(core.faults(self.form))
        for fault in core.faults(self.change(self.form)):
            if fault not in before:
                self.tell(fault)
        return cleaned

    def tell(self, fault: core.Fault) -> None:
        """A fault of another question says so: it names this one."""
        own = fault.of == self.cleaned_data.get("name")
        field = fault.column if own and fault.column in self.fields else self.field_of(fault) if own else None
        self.add_error(field, fault_reason(fault) if field else f"{fault.of}: {fault_reason(fault)}")

    def field_of(self, fault: core.Fault) -> str | None:
        """The field of a column that is called otherwise here."""
        spoken = f"{fault.column}_{fault.found}"
        names = {"type": "choices" if fault.code == "no_list" else "kind"}
        name = spoken if spoken in self.fields else names.get(fault.column)
        return name if name in self.fields else None


class GroupForm(MemberForm):
    """A heading over questions. A new one begins with a note below it, since none is empty."""

    SPOKEN = (("label", gettext_lazy("Tiêu đề"), True),)

    def made(self) -> core.Group:
        given = self.cleaned_data
        group = self.member or core.Group(name="", members=(self.first_note(given["name"]),))
        return replace(group, name=given["name"], label=self.spoken("label"), relevant=given["relevant"])

    def first_note(self, name: str) -> core.Question:
        return core.Question(name=f"{name}_note", kind=core.Kind.NOTE, label=self.spoken("label"))


class QuestionForm(MemberForm):
    """One question with its choices, conditions and the factor to which it counts."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[(kind.value, label) for kind, label in KINDS.items()])
    choices = forms.ChoiceField(label=gettext_lazy("Danh sách lựa chọn"), required=False)
    new_list = forms.CharField(
        label=gettext_lazy("hoặc danh sách mới"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "code"}),
        help_text=gettext_lazy("Mỗi lựa chọn một dòng: mã: lời | lời bằng ngôn ngữ thứ hai. Ví dụ “5: Rất hài lòng”."),
    )  # fmt: skip
    factor = forms.ChoiceField(label=gettext_lazy("Tính vào yếu tố"), required=False)
    satisfied = forms.CharField(
        label=gettext_lazy("Lựa chọn là hài lòng"), required=False, max_length=500,
        help_text=gettext_lazy("Mã các lựa chọn, cách nhau bằng khoảng trắng, ví dụ “4 5”."),
    )  # fmt: skip
    counted = forms.CharField(
        label=gettext_lazy("Lựa chọn được tính"), required=False, max_length=500,
        help_text=gettext_lazy("Để trống: mọi lựa chọn. “Không biết” thì không nên tính."),
    )  # fmt: skip
    is_required = forms.BooleanField(label=gettext_lazy("Bắt buộc trả lời"), required=False)
    constraint = _expression(gettext_lazy("Ràng buộc"), gettext_lazy("Dấu chấm là câu trả lời, ví dụ . >= 18."))
    calculation = _expression(gettext_lazy("Phép tính"), gettext_lazy("Chỉ dùng cho loại “tính ra”."))
    appearance = forms.ChoiceField(
        label=gettext_lazy("Cách hiện"), required=False, widget=forms.Select(attrs={"lang": "en"}),
        choices=[("", gettext_lazy("thông thường")), *((word, word) for word in sorted(APPEARANCES))],
    )  # fmt: skip
    FURTHER = ("hint_", "constraint", "calculation")
    SPOKEN = (
        ("label", gettext_lazy("Lời hỏi"), True),
        ("hint", gettext_lazy("Gợi ý"), False),
        ("constraint_message", gettext_lazy("Lời nhắc khi sai ràng buộc"), False),
    )

    def __init__(self, *args: Any, form: core.Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, form=form, **kwargs)
        self.choose("choices", [(entry.name, entry.name) for entry in form.lists])
        self.choose("factor", [(one.name, one.label.get(form.languages[0], one.name)) for one in _factors(form)])
        own = self.initial.get("appearance", "")
        if " " in own:  # several words, as a file may give
            self.choose("appearance", [(own, own), *((word, word) for word in sorted(APPEARANCES))])

    @property
    def further(self) -> list[forms.BoundField]:
        """What few questions have; the page folds it away."""
        return [field for field in self.visible_fields() if field.name.startswith(self.FURTHER)]

    @property
    def first(self) -> list[forms.BoundField]:
        """What most have."""
        return [field for field in self.visible_fields() if not field.name.startswith(self.FURTHER)]

    @property
    def shows_further(self) -> bool:
        return any(field.value() or field.errors for field in self.further)

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *choices]

    def words(self, label: Any, language: str, *, is_needed: bool) -> forms.CharField:
        """A calculation is not read by anybody."""
        calculates = (self.data.get("kind") or self.initial.get("kind")) == core.Kind.CALCULATE
        return super().words(label, language, is_needed=is_needed and not calculates)

    def values_of(self, member: core.Question) -> dict[str, Any]:
        return super().values_of(member) | {
            "kind": member.kind.value,
            "choices": member.choices,
            "factor": member.factor,
            "satisfied": " ".join(member.satisfied),
            "counted": " ".join(member.counted),
            "is_required": bool(member.required),
            "constraint": member.constraint,
            "calculation": member.calculation,
            "appearance": member.appearance,
        }

    def clean_new_list(self) -> tuple[core.Choice, ...]:
        try:
            return choices_of_text(self.cleaned_data["new_list"], self.form.languages)
        except BadLine as bad:
            raise wrong_line(bad) from bad

    @property
    def new_name(self) -> str:
        """What a list that is typed beside a question is called."""
        return f"{self.cleaned_data['name']}_list"

    def made(self) -> core.Question:
        given = self.cleaned_data
        question = self.member or core.Question(name="", kind=core.Kind.TEXT)
        return replace(
            question,
            name=given["name"],
            kind=core.Kind(given["kind"]),
            label=self.spoken("label"),
            hint=self.spoken("hint"),
            constraint_message=self.spoken("constraint_message"),
            choices=self.new_name if given["new_list"] else given["choices"],
            relevant=given["relevant"],
            required=self.required(question),
            constraint=given["constraint"],
            calculation=given["calculation"],
            appearance=given["appearance"],
            factor=given["factor"],
            satisfied=tuple(given["satisfied"].split()),
            counted=tuple(given["counted"].split()),
        )

    def required(self, question: core.Question) -> str:
        """A condition that came with a file stays, as long as the tick does."""
        if not self.cleaned_data["is_required"]:
            return ""
        return question.required or ALWAYS

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        if given := self.cleaned_data["new_list"]:
            questionnaire = with_list(questionnaire, core.ChoiceList(name=self.new_name, choices=given))
        return without_unused_lists(super().change(questionnaire))


def _factors(form: core.Questionnaire) -> Iterator[core.Factor]:
    for part in form.parts:
        yield from part.factors

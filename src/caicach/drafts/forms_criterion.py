"""The form of one criterion of a draft, with its rule, its inputs and its examples."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.criteria import Criterion, CriterionKind, Input, ScoredBy, WhenNotApplicable, WorkedExample
from caicach.core.scoring.errors import BadRule, SetProblem
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.criteria.sentences.parameter_words import choices_of
from caicach.criteria.sentences.problems import problem_sentence
from caicach.drafts.rule_fields import MOST_ROWS, Node, RuleAnswers, RuleFields
from caicach.ui.fields import NumberField
from caicach.workbooks.cells import read_texts, read_values, texts_cell, values_cell

RULE, INPUTS, EXAMPLES = "rule", "inputs", "examples"
LEAF_FIELDS = (
    "scored_by", "when_not_applicable", "leads", "evidence", "full_mark", "is_confirmed", "source", "basis",
    "only_full_mark",
)  # fmt: skip


def _lines(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CriterionForm(forms.Form):
    """Everything that a set says about one criterion.

    checks: whether what was typed is judged; not where somebody only asks for another shape or one more row.
    more: the list that gets one more row.
    """

    code = forms.CharField(label=_("Số"), max_length=30)
    name = forms.CharField(label=_("Tiêu chí"), max_length=500, widget=_lines())
    max_score = NumberField(label=_("Điểm tối đa"), max_digits=8, decimal_places=4)
    kind = forms.ChoiceField(label=_("Loại điểm"), choices=choices_of(CriterionKind))
    scored_by = forms.ChoiceField(label=_("Nguồn điểm"), choices=choices_of(ScoredBy))
    when_not_applicable = forms.ChoiceField(label=_("Khi không áp dụng"), choices=choices_of(WhenNotApplicable))
    leads = forms.CharField(label=_("Phụ trách"), help_text=_("Mỗi cơ quan một dòng."), required=False, widget=_lines())
    evidence = forms.CharField(
        label=_("Tài liệu kiểm chứng"), help_text=_("Mỗi tài liệu một dòng."), required=False, widget=_lines(3)
    )
    full_mark = forms.CharField(label=_("Điểm tối đa khi"), required=False, widget=_lines())
    source = forms.CharField(
        label=_("Nguồn"), help_text=_("Văn bản, mục quy định tiêu chí này."), required=False, widget=_lines()
    )
    basis = forms.CharField(
        label=_("Căn cứ suy ra"), help_text=_("Khi chưa có văn bản quy định."), required=False, widget=_lines()
    )
    is_confirmed = forms.BooleanField(label=_("Quy tắc đã đối chiếu với văn bản gốc"), required=False)
    only_full_mark = forms.BooleanField(
        label=_("Chỉ biết điều kiện đạt điểm tối đa; dưới mức đó người thẩm định cho điểm"), required=False
    )
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        criterion: Criterion,
        examples: tuple[WorkedExample, ...] = (),
        version: str = "",
        checks: bool = True,
        more: str = "",
    ) -> None:
        if data is not None and more:
            data = _with_row(data, more)
        super().__init__(data)
        self.checks, self.criterion, self.examples = checks, criterion, examples
        self.made: Criterion | None = None
        held: dict[str, Any] = {name: getattr(criterion, name) for name in self.fields if hasattr(criterion, name)}
        self.initial = held | {"leads": texts_cell(criterion.leads), "evidence": texts_cell(criterion.evidence)}
        self.initial["version"] = version
        if criterion.children:
            for name in LEAF_FIELDS:
                del self.fields[name]
        else:
            self._add_rule(data)

    def _add_rule(self, data: Mapping[str, Any] | None) -> None:
        made, plain = RuleFields(data), to_plain(self.criterion)
        self.rule_node = made.add_rule(RULE, plain.get("rule"))
        self.input_node = made.add_list(Input, INPUTS, plain.get("inputs", []))
        self.example_node = _example_node(made, self.examples)
        self.fields.update(made.fields)
        self.initial.update(made.initial)
        if data is not None and not self.checks:
            self.data = _with_new_fields(data, made)

    def full_clean(self) -> None:
        if self.checks:
            super().full_clean()
        else:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: Mapping[str, Any]) -> None:
        """The criterion and its examples out of the fields; what is wrong with them goes to its field."""
        found: list[SetProblem] = []
        answers = RuleAnswers(cleaned)
        plain = {name: cleaned[name] for name in self.base_fields if name in cleaned and name != "version"}
        if not self.criterion.children:
            plain |= {name: read_texts(cleaned[name], found) for name in ("leads", "evidence")}
            plain |= {RULE: answers.rule(RULE, (RULE,)), INPUTS: answers.list_of(Input, INPUTS, (INPUTS,))}
        try:
            self.made = from_plain(Criterion, {name: value for name, value in plain.items() if value is not None})
        except BadRule as wrong:
            found += wrong.problems
        if not self.criterion.children:
            self._read_examples(cleaned)
        for one in found:
            name = answers.field_of(one.place) or (one.place[0] if one.place else "")
            self.add_error(name if name in self.fields else None, problem_sentence(one))

    def _read_examples(self, cleaned: Mapping[str, Any]) -> None:
        self.examples = ()
        for number in range(cleaned.get(f"{EXAMPLES}-rows") or 0):
            values, points, says = (cleaned.get(f"{EXAMPLES}-{number}-{name}") for name in ("values", "points", "says"))
            if not (values or says or points is not None):
                continue
            found: list[SetProblem] = []
            read = {"criterion": cleaned["code"], "values": read_values(values or "", found), "points": points}
            for one in found:
                self.add_error(f"{EXAMPLES}-{number}-values", problem_sentence(one))
            self.examples += (from_plain(WorkedExample, read | {"says": says or ""}),)

    def bound(self, node: Node) -> dict[str, Any]:
        """A part of the form with its fields, for the page."""
        return {
            "heading": node.heading,
            "fields": [self[name] for name in node.names],
            "inside": [self.bound(one) for one in node.inside],
            "rows_of": node.rows_of,
            "is_rule": node.is_rule,
        }

    def parts(self) -> dict[str, Any]:
        """The rule, the inputs and the examples as the page shows them."""
        return {
            "rule": self.bound(self.rule_node),
            "inputs": self.bound(self.input_node),
            "examples": self.bound(self.example_node),
        }

    def known_inputs(self) -> list[tuple[str, str]]:
        """Names and labels of the inputs as they are typed now, to be proposed in the rule."""
        rows = range(MOST_ROWS)
        typed = [(self[f"{INPUTS}-{row}-name"].value(), self[f"{INPUTS}-{row}-label"].value()) for row in rows
                 if f"{INPUTS}-{row}-name" in self.fields]  # fmt: skip
        return [(str(name), str(label or "")) for name, label in typed if name]


def _example_node(made: RuleFields, examples: tuple[WorkedExample, ...]) -> Node:
    node = Node(_("Ví dụ tính"), rows_of=EXAMPLES, names=[f"{EXAMPLES}-rows"])
    help_text = _("Mỗi số liệu một dòng, ví dụ “done: 8”; có, không cho điều kiện.")
    for number in range(made.rows(EXAMPLES, list(examples))):
        one = examples[number] if number < len(examples) else None
        prefix = f"{EXAMPLES}-{number}"
        values = forms.CharField(widget=_lines(), help_text=help_text)
        made.add(f"{prefix}-values", values, _("Số liệu"), values_cell(one.values) if one else "")
        made.add(f"{prefix}-points", NumberField(), _("Được số điểm"), one.points if one else None)
        made.add(
            f"{prefix}-says", forms.CharField(max_length=500, widget=_lines()), _("Nói gì"), one.says if one else ""
        )
        node.inside.append(Node(names=[f"{prefix}-{name}" for name in ("values", "points", "says")]))
    return node


def _with_new_fields(data: Mapping[str, Any], made: RuleFields) -> Any:
    """What was sent, with the fields that another shape or one more row has brought as they begin."""
    typed = data.copy()  # type: ignore[attr-defined]
    for name, value in made.initial.items():
        siblings = f"{name.rpartition('-')[0]}-"
        is_ticked_off = isinstance(made.fields[name], forms.BooleanField) and any(
            key.startswith(siblings) and key != f"{siblings}shape" for key in data
        )
        if name not in data and not is_ticked_off and value not in (None, False):
            typed[name] = "on" if value is True else str(made.fields[name].prepare_value(value))
    return typed


def _with_row(data: Mapping[str, Any], full: str) -> Any:
    """What was sent, with one more row in a list."""
    typed = data.copy()  # type: ignore[attr-defined]
    sent = str(typed.get(f"{full}-rows", "0"))
    typed[f"{full}-rows"] = str(int(sent) + 1 if sent.isascii() and sent.isdecimal() and len(sent) < 4 else 1)
    return typed

"""What may be wrong with a template: codes with their English sentences, and what a check tells, as plain data."""

from dataclasses import dataclass

from caicach.core.officialdocs.findings import Finding


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """What is wrong, and how it is repaired; filled from the parameters of the fault."""

    sentence: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """A fault of a template and its place. paragraph: counted from 1 over those with words, as the linter counts.

    part: "" for the text, "header" or "footer".
    """

    code: str
    paragraph: int = 0
    words: str = ""
    part: str = ""
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReport:
    """What a check found. used: fields that the template names.

    Only without faults: file, the template filled with demo values, as base64; findings, its faults of form.
    """

    faults: tuple[TemplateFault, ...] = ()
    used: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    file: str = ""


TEMPLATE_RULES: dict[str, TemplateRule] = {
    "template.unknown_field": TemplateRule(
        "There is no field “{found}”.", "Write “{nearest}”, if that is meant; the list of fields has all others."
    ),
    "template.unknown_no_near": TemplateRule(
        "There is no field “{found}”.", "Take a name from the list of fields of this kind."
    ),
    "template.broken_tag": TemplateRule(
        "A tag is not closed in its paragraph: {found}", "Write {{ name }} or {% … %} whole in one paragraph."
    ),
    "template.not_understood": TemplateRule(
        "“{found}” is not understood.", "Write it as in the examples: {{ name }}, {% for x in list %}, {% if name %}."
    ),
    "template.not_allowed": TemplateRule(
        "“{found}” is not allowed in templates.", "Only fields, loops (for) and conditions (if) may stand in them."
    ),
    "template.not_closed": TemplateRule("“{found}” has no end.", "Put {% endfor %} or {% endif %} behind it."),
    "template.stray_end": TemplateRule(
        "“{found}” ends nothing that is open here.",
        "Begin and end with tags of the same sort, in the same cell.",
    ),
    "template.other_words": TemplateRule(
        "Beside “{found}” there are other words, which would be lost.",
        "Put it into a paragraph or row of its own.",
    ),
    "template.is_list": TemplateRule(
        "“{found}” is a list.", "Write {%p for x in {found} %}, {{ x }}, {%p endfor %} in three paragraphs."
    ),
    "template.not_list": TemplateRule("“{found}” is no list.", "Take a field that is one, see the list of fields."),
    "template.not_alone": TemplateRule(
        "“{found}” holds a whole text and does not stand alone.",
        "Put it into a paragraph of its own, outside tables and loops.",
    ),
    "template.twice": TemplateRule("“{found}” holds a whole text and stands twice.", "Leave it in one place."),
    "template.missing": TemplateRule("The field “{found}” is missing.", "A paper of this kind needs it: put it in."),
    "template.hidden": TemplateRule(
        "Tags stand where they are no text: in a shape, a comment or deleted words.",
        "Accept all changes, and move the tags into the text.",
    ),
    "template.not_filled": TemplateRule(
        "The template cannot be filled: {found}", "Take out the tag that was added last, and try again."
    ),
}


def template_fault_in_english(fault: TemplateFault) -> tuple[str, str]:
    """What is wrong, and how to repair it. LookupError where it is none of our faults."""
    rule = TEMPLATE_RULES[fault.code]
    return filled_words(rule.sentence, fault), filled_words(rule.repair, fault)


def filled_words(words: str, fault: TemplateFault) -> str:
    """The words with {found} and {nearest} put in; other braces are those of tags."""
    for name, value in fault.params:
        words = words.replace(f"{{{name}}}", value)
    return words

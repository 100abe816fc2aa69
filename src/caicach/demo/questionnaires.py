"""The questionnaires of the demonstration: those that are shipped, most of them published, one followed by a draft."""

from dataclasses import replace

from caicach.core.surveys.editing import with_changed
from caicach.core.surveys.questionnaire import Kind
from caicach.demo.cast import person
from caicach.questionnaires.models import Questionnaire
from caicach.questionnaires.reading import read_shipped, shipped_names
from caicach.questionnaires.services import change_draft, keep_draft, publish, start_edition

_STILL_A_DRAFT = "phieu-doanh-nghiep"


def keep_questionnaires() -> int:
    """By the real services; once only. Returns how many there are."""
    if Questionnaire.objects.exists():
        return 0
    by = person("demo-survey_manager")
    for name in shipped_names():
        made = read_shipped(name).questionnaire
        if made is None:
            raise ValueError(f"the shipped questionnaire {name} is not sound")
        row = keep_draft(made=made, by=by)
        if name != _STILL_A_DRAFT:
            publish(questionnaire=row, version=row.version, by=by)
    _begin_next_year(Questionnaire.objects.get(form_id="sipas"))
    return Questionnaire.objects.count()


def _begin_next_year(row: Questionnaire) -> None:
    """The next edition asks about one thing in other words."""
    by = person("demo-survey_manager")
    made = start_edition(questionnaire=row, edition=str(int(row.edition) + 1), by=by)
    asked = [question for question in made.as_core.questions() if question.kind is Kind.TEXT][-1]
    label = {"vi": "Điều gì cần thay đổi trước tiên?", "en": "What should change first?"}
    other = replace(asked, label=label)
    change_draft(
        questionnaire=made, version=made.version, change=lambda whole: with_changed(whole, asked.name, other), by=by
    )

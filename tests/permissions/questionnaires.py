"""Questionnaires: nobody's agency owns them; a draft that follows what is published, a spare one, one to withdraw."""

from dataclasses import replace
from typing import Any

from caicach.people.models import User
from caicach.questionnaires.services import change_draft, start_edition
from tests.factories.questionnaires import draft_of, published_of

Keys = dict[str, Any]


def things_of_questionnaires(by: User) -> dict[str, Keys]:
    """Everything about questionnaires that the table names."""
    published = published_of(by)
    draft = start_edition(questionnaire=published, edition="2027", by=by)
    spare, changed = draft_of(by, name="khac"), draft_of(by, name="da-sua")
    change_draft(
        questionnaire=changed, version=changed.version, change=lambda whole: replace(whole, title="Đã sửa"), by=by
    )
    return {
        "a draft of a questionnaire": {"questionnaire_id": draft.pk, "name": "age", "list_name": "scale"},
        "a spare draft of a questionnaire": {"questionnaire_id": spare.pk, "name": "age", "list_name": "scale"},
        "a changed draft of a questionnaire": {"questionnaire_id": changed.pk, "name": "age", "list_name": "scale"},
        "a published questionnaire": {"questionnaire_id": published.pk, "name": "age", "list_name": "scale"},
    }

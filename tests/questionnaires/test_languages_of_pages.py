"""What is not of the page's language says so: titles of shipped questionnaires, words of XLSForm."""

import pytest
from django.urls import reverse

from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.questionnaires import draft_of

pytestmark = pytest.mark.django_db


def test_titles_and_words_of_xlsform_say_their_language(client):
    manager = MembershipFactory(role=Role.SURVEY_MANAGER).user
    client.force_login(manager)
    new = client.get(reverse("questionnaires:questionnaire_new")).context["form"]["shipped"]
    assert 'lang="vi"' in str(new)
    asked = client.get(reverse("questionnaires:question_new", args=[draft_of(manager).pk])).context["form"]
    assert 'lang="en"' in str(asked["appearance"])

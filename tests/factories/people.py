import factory
from factory.django import DjangoModelFactory

from caicach.people.models import User

PASSWORD = "mot-cau-kho-doan-2026"


class UserFactory(DjangoModelFactory[User]):
    """A person who may sign in; roles come from `MembershipFactory` in the room of agencies."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"can-bo-{number}")
    full_name = factory.Sequence(lambda number: f"Trần Thị Mẫu {number}")
    position = "Chuyên viên"
    search_text = factory.LazyAttribute(lambda person: person.username)
    password = factory.django.Password(PASSWORD)

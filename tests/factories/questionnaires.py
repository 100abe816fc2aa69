"""A questionnaire for tests: a service with two factors, a skip rule, two languages, and words at the end."""

from caicach.core.surveys import questionnaire as core
from caicach.people.models import User
from caicach.questionnaires.models import Questionnaire
from caicach.questionnaires.services import keep_draft, publish

SCALE = (("1", "Không hài lòng", "Dissatisfied"), ("2", "Bình thường", "Neither"), ("3", "Hài lòng", "Satisfied"))


def words(vi: str, en: str) -> core.Text:
    return {"vi": vi, "en": en}


def asked(name: str, vi: str, en: str, factor: str) -> core.Question:
    return core.Question(
        name=name, kind=core.Kind.SELECT_ONE, label=words(vi, en), choices="scale", factor=factor, satisfied=("3",),
        appearance="likert",
    )  # fmt: skip


def form_of(name: str = "dich-vu", edition: str = "2026") -> core.Questionnaire:
    """Four questions in a group, one of them asked only of who is not satisfied."""
    why = core.Question(
        name="why", kind=core.Kind.TEXT, label=words("Vì sao chưa hài lòng?", "Why not?"), relevant="${access} = '1'",
        appearance="multiline",
    )  # fmt: skip
    members = (
        asked("access", "Nơi tiếp nhận dễ tìm", "The office is easy to find", "access"),
        why,
        asked("result", "Kết quả đúng hẹn", "The result came in time", "result"),
    )
    age = core.Question(
        name="age", kind=core.Kind.INTEGER, label=words("Tuổi", "Age"), constraint=". >= 18 and . < 120",
        constraint_message=words("Từ 18 tuổi.", "From 18 on."),
    )  # fmt: skip
    factors = (
        core.Factor(name="access", label=words("Tiếp cận", "Access")),
        core.Factor(name="result", label=words("Kết quả", "Result")),
    )
    choices = tuple(core.Choice(name=code, label=words(vi, en)) for code, vi, en in SCALE)
    return core.Questionnaire(
        name=name, title="Khảo sát dịch vụ", version=edition, languages=("vi", "en"),
        members=(core.Group(name="service", label=words("Dịch vụ", "The service"), members=members), age),
        lists=(core.ChoiceList(name="scale", choices=choices),),
        parts=(core.Part(name="services", label=words("Dịch vụ", "Services"), factors=factors),),
    )  # fmt: skip


def draft_of(by: User | None = None, *, name: str = "dich-vu", edition: str = "2026") -> Questionnaire:
    return keep_draft(made=form_of(name, edition), by=by)


def published_of(by: User | None = None, *, name: str = "dich-vu", edition: str = "2026") -> Questionnaire:
    row = draft_of(by, name=name, edition=edition)
    return publish(questionnaire=row, version=row.version, by=by)

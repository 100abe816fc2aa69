"""A small questionnaire with one of everything."""

from caicach.core.surveys.questionnaire import Choice, ChoiceList, Factor, Group, Kind, Part, Question, Questionnaire


def words(vietnamese, english):
    return {"vi": vietnamese, "en": english}


LEVELS = ChoiceList(
    name="levels",
    choices=(
        Choice(name="1", label=words("Rất không hài lòng", "Very dissatisfied")),
        Choice(name="2", label=words("Hài lòng", "Satisfied")),
        Choice(name="na", label=words("Không biết", "Do not know")),
    ),
)
CHANNELS = ChoiceList(
    name="channels",
    choices=(
        Choice(name="web", label=words("Trên mạng", "Online")),
        Choice(name="desk", label=words("Tại quầy", "Desk")),
    ),
)
AGE = Question(
    name="age",
    kind=Kind.INTEGER,
    label=words("Tuổi của ông/bà?", "Your age?"),
    hint=words("Số năm", "In years"),
    required="true()",
    constraint=". >= 18 and . < 120",
    constraint_message=words("Từ 18 tuổi", "18 or more"),
)
USED = Question(name="used", kind=Kind.SELECT_MULTIPLE, choices="channels", label=words("Nộp ở đâu?", "Where?"))
DESK = Question(
    name="desk",
    kind=Kind.SELECT_ONE,
    choices="levels",
    label=words("Về quầy?", "The desk?"),
    relevant="selected(${used}, 'desk')",
    factor="access",
    satisfied=("2",),
    counted=("1", "2"),
)
RESULT = Question(
    name="result",
    kind=Kind.SELECT_ONE,
    choices="levels",
    label=words("Về kết quả?", "The result?"),
    required="${age} > 20",
    factor="result",
    satisfied=("2",),
)
FORM = Questionnaire(
    name="service",
    title="Dịch vụ",
    version="1",
    languages=("vi", "en"),
    members=(
        AGE,
        Question(name="old", kind=Kind.CALCULATE, calculation="if(${age} >= 60, 'yes', '')"),
        Group(
            name="about",
            label=words("Dịch vụ", "The service"),
            relevant="${age} >= 18",
            appearance="field-list",
            members=(USED, DESK, RESULT),
        ),
        Question(name="thanks", kind=Kind.NOTE, label=words("Xin cảm ơn", "Thank you"), relevant="${old} = 'yes'"),
        Question(name="day", kind=Kind.DATE, label=words("Ngày", "Day"), constraint=". <= today()"),
        Question(name="paid", kind=Kind.DECIMAL, label=words("Đã trả", "Paid")),
        Question(name="free", kind=Kind.TEXT, label=words("Góp ý", "Remarks")),
    ),
    lists=(LEVELS, CHANNELS),
    parts=(
        Part(
            name="services",
            label=words("Dịch vụ", "Services"),
            factors=(
                Factor(name="access", label=words("Tiếp cận", "Access")),
                Factor(name="result", label=words("Kết quả", "Result")),
                Factor(name="feedback", label=words("Góp ý", "Feedback")),
            ),
        ),
    ),
)

"""Questionnaires by chance, for properties."""

from hypothesis import strategies as st

from caicach.core.surveys.questionnaire import Choice, ChoiceList, Factor, Group, Kind, Part, Question, Questionnaire
from caicach.core.surveys.xlsform.words import APPEARANCES
from caicach.core.text import nfc

WORDS = (
    st.text(st.sampled_from("aăđ ư=+-@'\"\n:1"), min_size=1, max_size=12)
    .map(lambda text: nfc(text).strip())
    .filter(bool)
)


@st.composite
def questionnaires(draw):
    """Sound ones, of any languages, depth and kinds."""
    tongues = draw(st.sampled_from([("vi",), ("vi", "en"), ("en", "Français (fr)"), ("default",)]))
    said = st.fixed_dictionaries(dict.fromkeys(tongues, WORDS))
    perhaps = st.dictionaries(st.sampled_from(tongues), WORDS)
    count = iter(range(1_000))
    levels = ChoiceList(name="l", choices=tuple(Choice(name=name, label=draw(said)) for name in ("1", "b-2", "c.3")))
    factor = Factor(name="f", label=draw(said))
    earlier = []

    def expression(own=False):
        texts = ["", "true()", "1 = 1"] + [f"${{{name}}} != 'b-2'" for name in earlier] + ["string-length(.) > 1"] * own
        return draw(st.sampled_from(texts))

    def question():
        kind, name = draw(st.sampled_from(list(Kind))), f"q{next(count)}"
        has_factor = kind is Kind.SELECT_ONE and draw(st.booleans())
        constraint = expression(own=True) if kind.is_asked else ""
        made = Question(
            name=name,
            kind=kind,
            label=draw(said),
            hint=draw(perhaps),
            choices="l" if kind.has_choices else "",
            relevant=expression(),
            required=expression() if kind.is_asked else "",
            constraint=constraint,
            constraint_message=draw(perhaps) if constraint else {},
            calculation="1 + 1" if kind is Kind.CALCULATE else "",
            appearance=draw(st.sampled_from(["", *sorted(APPEARANCES)])),
            factor="f" if has_factor else "",
            satisfied=("1",) if has_factor else (),
            counted=draw(st.sampled_from([(), ("1", "c.3")])) if has_factor else (),
        )
        if kind is not Kind.NOTE:
            earlier.append(name)
        return made

    def member(depth):
        if depth and draw(st.integers(0, 3)) == 0:
            relevant = expression()
            inner = tuple(member(depth - 1) for _ in range(draw(st.integers(1, 3))))
            return Group(name=f"g{next(count)}", members=inner, label=draw(st.just({}) | said), relevant=relevant)
        return question()

    asked = Question(name="first", kind=Kind.TEXT, label=draw(said))
    members = (asked, *(member(2) for _ in range(draw(st.integers(0, 4)))))
    part = Part(name="p", label=draw(said), factors=(factor,))
    return Questionnaire(
        name="n", title=draw(WORDS), version="2", languages=tongues, members=members, lists=(levels,), parts=(part,)
    )

"""The usual method of a questionnaire's index, from the factors and parts that its questions name."""

from caicach.core.surveys import satisfaction
from caicach.core.surveys.questionnaire import Questionnaire
from caicach.core.surveys.satisfaction import Group, Joining, Method

WHOLE = "whole"


def usual_method(questionnaire: Questionnaire, joining: Joining = Joining.AVERAGED) -> Method | None:
    """All weights are one; factors without questions are left out. None: no question counts for a factor."""
    parts = []
    for part in questionnaire.parts:
        factors = [_factor(questionnaire, factor.name, joining) for factor in part.factors]
        if known := tuple(factor for factor in factors if factor):
            parts.append(Group(name=part.name, members=known, joining=joining))
    if not parts:
        return None
    return Method(whole=Group(name=WHOLE, members=tuple(parts), joining=joining))


def _factor(questionnaire: Questionnaire, name: str, joining: Joining) -> Group | None:
    members = tuple(
        satisfaction.Question(
            name=question.name,
            satisfied=question.satisfied,
            counted=question.counted or tuple(choice.name for choice in questionnaire.choices_of(question)),
        )
        for question in questionnaire.questions()
        if question.factor == name
    )
    return Group(name=name, members=members, joining=joining) if members else None

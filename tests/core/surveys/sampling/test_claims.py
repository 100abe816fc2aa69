from decimal import Decimal

import pytest

from caicach.core.surveys.sampling.claims import Circumstances, Claim, Origin, Verdict, what_may_be_said

BEYOND = {Claim.POPULATION, Claim.INTERVAL, Claim.DIFFERENCES, Claim.RANKS}


def verdicts(**found):
    return {said.claim: said.verdict for said in what_may_be_said(Circumstances(**found))}


@pytest.mark.parametrize("origin", [Origin.CONVENIENCE, Origin.QUOTA])
@pytest.mark.parametrize("answered", [1, 1_000_000])
def test_no_number_of_answers_lets_a_sample_without_chances_speak_for_others(origin, answered):
    found = verdicts(origin=origin, answered=answered, asked=answered)
    assert {claim for claim, verdict in found.items() if verdict is Verdict.MAY_NOT} == BEYOND
    assert found[Claim.WHAT_THESE_PEOPLE_SAID] is found[Claim.WHERE_TO_LOOK] is Verdict.MAY


def test_a_desk_is_told_why():
    said = what_may_be_said(Circumstances(origin=Origin.CONVENIENCE, answered=50, is_once_each=False))
    by_claim = {one.claim: one.reasons for one in said}
    assert by_claim[Claim.RANKS] == ("chance_unknown", "came_by_themselves", "only_who_came", "may_answer_again")
    assert by_claim[Claim.WHAT_THESE_PEOPLE_SAID] == ("may_answer_again",)


@pytest.mark.parametrize("origin", [Origin.DRAWN, Origin.CENSUS])
def test_who_had_a_chance_and_answered_speaks_for_all(origin):
    assert set(verdicts(origin=origin, answered=60, asked=100).values()) == {Verdict.MAY}


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"answered": 59}, ("many_did_not_answer",)),
        ({"asked": None}, ("asked_unknown",)),
        ({"left_out": 1, "stood_in": 1}, ("strata_left_out", "others_stood_in")),
        ({"is_once_each": False}, ("may_answer_again",)),
    ],
)
def test_what_weakens_a_drawn_sample_is_said_beside_it(changed, reasons):
    found = Circumstances(**{"origin": Origin.DRAWN, "answered": 60, "asked": 100} | changed)
    for said in what_may_be_said(found):
        if said.claim in BEYOND:
            assert (said.verdict, said.reasons) == (Verdict.WITH_CAUTION, reasons)


def test_how_much_silence_needs_a_word_is_chosen():
    found = Circumstances(origin=Origin.DRAWN, answered=59, asked=100)
    assert {said.verdict for said in what_may_be_said(found, enough=Decimal("0.5"))} == {Verdict.MAY}


def test_without_answers_nothing_may_be_said():
    assert set(verdicts(origin=Origin.CENSUS, answered=0, asked=9).values()) == {Verdict.MAY_NOT}


@pytest.mark.parametrize("wrong", [{"answered": -1}, {"asked": 1}, {"stood_in": 3}, {"left_out": -1}])
def test_counts_that_cannot_be_are_a_fault_of_ours(wrong):
    with pytest.raises(ValueError, match=r"people|asked"):
        Circumstances(**{"origin": Origin.DRAWN, "answered": 2, "asked": 2} | wrong)

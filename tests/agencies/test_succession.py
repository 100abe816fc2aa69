"""What becomes of agencies: in parts, many to many, in chains; and who hears of it."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.agencies import followers
from caicach.agencies.errors import NotThereOnThatDay, SharesDoNotFit, SuccessionIsIncomplete
from caicach.agencies.groups import ended_members_on, members_on
from caicach.agencies.models import AgencyKind, SuccessionKind
from caicach.agencies.services_succession import Handover, succeed
from caicach.agencies.succession import history_of, name_on, names_on, successors_on
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory, AgencyNameFactory, GroupMemberFactory

MERGED_ON = date(2025, 3, 1)
SPLIT_ON = date(2025, 7, 1)


def _succeed(by, kind, arrows, on=MERGED_ON):
    handovers = [
        Handover(from_agency=giver, to_agency=heir, share=Decimal(share), scope=scope)
        for giver, heir, share, scope in arrows
    ]
    return succeed(kind=kind, on=on, handovers=handovers, legal_basis="Nghị quyết 1", by=by)


def _heirs(agency, day):
    return [(heir.agency, heir.share, heir.scope) for heir in successors_on(agency, day)]


def test_merged_agencies_end_the_day_before_and_one_carries_on(coordinator):
    one, other, heir = AgencyFactory(), AgencyFactory(), AgencyFactory(valid_from=MERGED_ON)
    _succeed(coordinator, SuccessionKind.MERGE, [(one, heir, 1, ""), (other, heir, 1, "")])
    one.refresh_from_db()
    assert one.valid_to == date(2025, 2, 28)
    assert _heirs(one, date(2025, 2, 28)) == [(one, 1, "")]
    assert _heirs(one, MERGED_ON) == [(heir, 1, "")]
    assert [row.from_agency for row in history_of(heir)[0]] == [one, other]


def test_an_agency_that_takes_in_another_goes_on(coordinator):
    joining, staying = AgencyFactory(), AgencyFactory()
    _succeed(coordinator, SuccessionKind.MERGE, [(joining, staying, 1, "")])
    staying.refresh_from_db()
    assert staying.valid_to is None


def test_a_split_commune_goes_to_many_by_share(coordinator):
    commune, north, south = AgencyFactory(commune=True), AgencyFactory(commune=True), AgencyFactory(commune=True)
    _succeed(
        coordinator, SuccessionKind.SPLIT, [(commune, north, "0.6", "phía bắc"), (commune, south, "0.4", "còn lại")]
    )
    commune.refresh_from_db()
    assert _heirs(commune, MERGED_ON) == [(north, Decimal("0.6"), "phía bắc"), (south, Decimal("0.4"), "còn lại")]


def test_chains_and_crossing_parts_are_followed_to_the_end(coordinator):
    first, second, third, last = AgencyFactory.create_batch(4)
    _succeed(coordinator, SuccessionKind.SPLIT, [(first, second, "0.5", ""), (first, third, "0.5", "")])
    third.refresh_from_db()
    _succeed(coordinator, SuccessionKind.SPLIT, [(second, last, "0.3", ""), (second, second, "0.7", "")], on=SPLIT_ON)
    for agency in (first, second, third, last):
        agency.refresh_from_db()
    assert _heirs(first, date(2025, 6, 30)) == [(second, Decimal("0.5"), ""), (third, Decimal("0.5"), "")]
    assert _heirs(first, SPLIT_ON) == [
        (second, Decimal("0.35"), ""),
        (last, Decimal("0.15"), ""),
        (third, Decimal("0.5"), ""),
    ]


def test_two_communes_may_swap_parts_on_one_day(coordinator):
    one, other = AgencyFactory(commune=True), AgencyFactory(commune=True)
    _succeed(coordinator, SuccessionKind.SPLIT, [(one, other, "0.1", ""), (other, one, "0.2", "")])
    assert _heirs(one, MERGED_ON) == [(one, Decimal("0.9"), ""), (other, Decimal("0.1"), "")]


def test_a_transferred_function_leaves_the_agency_in_being(coordinator):
    giver, heir = AgencyFactory(), AgencyFactory()
    _succeed(coordinator, SuccessionKind.TRANSFER, [(giver, heir, 1, "báo chí")])
    giver.refresh_from_db()
    assert giver.valid_to is None
    assert _heirs(giver, MERGED_ON) == [(giver, 1, ""), (heir, 1, "báo chí")]


def test_a_dissolved_agency_has_no_heir(coordinator):
    agency = AgencyFactory()
    _succeed(coordinator, SuccessionKind.DISSOLVE, [(agency, None, 1, "")])
    agency.refresh_from_db()
    assert _heirs(agency, MERGED_ON) == []


@pytest.mark.parametrize("shares", [("0.5", "0.4"), ("0.7", "0.7")])
def test_the_parts_of_an_ending_agency_make_one_whole(coordinator, shares):
    agency, one, other = AgencyFactory.create_batch(3)
    with pytest.raises(SharesDoNotFit):
        _succeed(coordinator, SuccessionKind.SPLIT, [(agency, one, shares[0], ""), (agency, other, shares[1], "")])


@pytest.mark.parametrize("kind", [SuccessionKind.SPLIT, SuccessionKind.MERGE, SuccessionKind.TRANSFER])
def test_an_incomplete_succession_is_refused(coordinator, kind):
    agency = AgencyFactory()
    with pytest.raises(SuccessionIsIncomplete):
        _succeed(coordinator, kind, [(agency, agency, 1, "")])
    with pytest.raises(SuccessionIsIncomplete):
        _succeed(coordinator, kind, [(agency, None, 1, "")])
    with pytest.raises(SuccessionIsIncomplete):
        _succeed(coordinator, kind, [])


def test_an_agency_that_is_gone_hands_nothing_over(coordinator):
    gone = AgencyFactory(valid_to=date(2024, 12, 31))
    with pytest.raises(NotThereOnThatDay):
        _succeed(coordinator, SuccessionKind.MERGE, [(gone, AgencyFactory(), 1, "")])


def test_only_who_manages_agencies_records_a_succession(focal_point):
    with pytest.raises(NotAllowed):
        _succeed(focal_point, SuccessionKind.MERGE, [(AgencyFactory(), AgencyFactory(), 1, "")])


def test_followers_hear_of_each_arrow_and_may_stop_it_all(coordinator, monkeypatch):
    heard = []
    monkeypatch.setattr(followers, "_followers", [])
    followers.on_succession(lambda succession, by: heard.append((succession.from_agency, by)))
    one, heir = AgencyFactory(), AgencyFactory()
    _succeed(coordinator, SuccessionKind.MERGE, [(one, heir, 1, "")])
    assert heard == [(one, coordinator)]

    def refuse(succession, by):
        raise SuccessionIsIncomplete(missing="x")

    followers.on_succession(refuse)
    with pytest.raises(SuccessionIsIncomplete):
        _succeed(coordinator, SuccessionKind.DISSOLVE, [(heir, None, 1, "")])
    heir.refresh_from_db()
    assert heir.valid_to is None


def test_a_name_is_that_of_the_day_or_the_nearest_known_one(db):
    agency = AgencyFactory(name="Sở Mới", official_name__valid_from=date(2025, 3, 1))
    AgencyNameFactory(agency=agency, text="Sở Cũ", valid_from=date(2020, 1, 1), valid_to=date(2025, 2, 28))
    assert name_on(agency, date(2019, 1, 1)) == "Sở Cũ"
    assert name_on(agency, date(2025, 2, 28)) == "Sở Cũ"
    assert name_on(agency, date(2025, 3, 1)) == "Sở Mới"


def test_names_of_many_agencies_take_one_query(db, django_assert_num_queries):
    agencies = AgencyFactory.create_batch(30)
    with django_assert_num_queries(1):
        assert names_on(agencies, MERGED_ON)[agencies[7].pk] == agencies[7].name


def test_a_group_by_rule_holds_the_agencies_of_that_day(db):
    district = AgencyFactory(kind=AgencyKind.DISTRICT, valid_to=date(2025, 6, 30))
    commune = AgencyFactory(commune=True, valid_from=SPLIT_ON)
    AgencyFactory()
    group = AgencyGroupFactory(rule_kinds=["district", "commune"])
    assert members_on(group, date(2025, 6, 30)) == [district]
    assert members_on(group, SPLIT_ON) == [commune]


def test_a_group_by_list_leaves_out_agencies_that_ended_and_names_them(db):
    group = AgencyGroupFactory()
    living = GroupMemberFactory(group=group, valid_from=date(2024, 1, 1)).agency
    gone = GroupMemberFactory(group=group, agency=AgencyFactory(valid_to=date(2025, 6, 30))).agency
    GroupMemberFactory(group=group, valid_to=date(2024, 12, 31))
    assert members_on(group, SPLIT_ON) == [living]
    assert ended_members_on(group, SPLIT_ON) == [gone]


def test_an_open_group_stands_for_nobody_by_itself(db):
    AgencyFactory()
    assert members_on(AgencyGroupFactory(is_open=True, rule_kinds=["department"]), SPLIT_ON) == []

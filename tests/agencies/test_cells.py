"""Whom the cells of real papers name, by a register of a whole province; no name is ever taken for a wrong one."""

import random
from collections import defaultdict

import pytest
from django.db import transaction

from caicach.agencies.directory import agency_directory
from caicach.agencies.matching import AgencyFinder
from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.name_keys import written_key
from caicach.core.documents.reading import AgencyName
from caicach.core.documents.resolving import CERTAIN, resolve
from caicach.core.text import fold
from tests.agencies.cells import CELLS
from tests.agencies.province import TODAY, fill_register

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """The register of the province as readers of documents get it; the database is empty again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_register()
        found = agency_directory(TODAY)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("cell", "meant"), CELLS)
def test_a_printed_cell_names(directory, cell, meant):
    names = split_agencies(cell)
    assert [name.printed for name in names] == [one.printed for one in meant]
    for name, one in zip(names, meant, strict=True):
        found = resolve(name, directory)
        keys = [key for key, _, _ in found.proposals]
        assert (found.key, found.match in CERTAIN) == (one.key, bool(one.key)), (one.printed, found.match, keys)
        assert tuple(keys[: len(one.proposals)]) == one.proposals, one.printed


def test_no_cell_stands_twice():
    cells = [cell for cell, _ in CELLS]
    assert len(cells) == len(set(cells))


def _spoiled(name, seed):
    """The name with one or two of its letters gone, changed, exchanged, doubled or without accents."""
    luck = random.Random(f"{name} {seed}")
    for _ in range(luck.choice([1, 1, 2])):
        at = luck.randrange(len(name) - 1)
        name = luck.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + luck.choice("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảạếệộốứđ ") + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + name[at] + name[at:],
                name[:at] + fold(name[at : at + 1] or " ") + name[at + 1 :],
                fold(name),
            ]
        )
    return name


def _certain_names(directory):
    """Every name of the table and of the register that is certain; short codes differ by a letter and are left out."""
    printed = [one.printed for _, meant in CELLS for one in meant if one.key]
    stored = [name.text for entry in directory.entries for name in entry.names]
    keys = {text: resolve(AgencyName(text, text), directory).key for text in dict.fromkeys(printed + stored)}
    return {text: key for text, key in keys.items() if key and len(text) >= 8}


def test_a_spoiled_name_gives_the_right_agency_or_a_question(directory):
    owners = defaultdict(set)
    for entry in directory.entries:
        for name in entry.names:
            owners[written_key(name.text)].add(entry.key)
    wrong, right, asked = [], 0, 0
    for text, key in _certain_names(directory).items():
        for seed in range(3):
            spoiled = _spoiled(text, seed)
            found = resolve(AgencyName(spoiled, spoiled), directory)
            is_name_of_another = found.key in owners[written_key(spoiled)] - {key}  # nobody could tell
            right += found.key == key
            asked += not found.key
            if found.key not in {"", key} and not is_name_of_another:
                wrong.append((text, spoiled, found.key))
    assert wrong == []
    assert asked > right > 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UBND xã Đông Sơn", "xa-dong-son"),
        ("UBND xã Đồng Sơn", "xa-dong-son-2"),
        ("ubnd xã đồng sơn", "xa-dong-son-2"),
        ("UBND xã Hoà Sơn", "xa-hoa-son"),
        ("ubnd xa khe son", "xa-khe-son"),
        ("so noi vu", "snv"),
        ("SNV", "snv"),
        ("snv", "snv"),
        ("Sở Nội vụ [snv]", "snv"),
        ("ubnd xa dong son", ""),
        ("UBND xã Dông Sơn", ""),
        ("UBND xã Đóng Sơn", ""),
        ("Sở Nội vu", ""),
        ("Sở Nội vụ tỉnh khác", ""),
        ("", ""),
    ],
)
def test_a_name_typed_into_a_field_with_other_accents_is_asked(typed, code):
    fill_register()
    assert AgencyFinder.of_register().find(typed).code == code

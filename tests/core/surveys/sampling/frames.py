"""Small frames whose samples can be reckoned by hand."""

from caicach.core.surveys.sampling.plans import Unit

VILLAGES = {"north": {"n1": 6, "n2": 3, "n3": 8}, "south": {"s1": 4, "s2": 8}}


def households():
    """29 households in five villages of two strata; sizes 1 to 3."""
    return [
        Unit(f"{village}-{number:02}", stratum, (village,), size=1 + number % 3)
        for stratum, villages in VILLAGES.items()
        for village, count in villages.items()
        for number in range(count)
    ]


def by_itself(units):
    return [Unit(unit.key, unit.stratum, (), unit.size) for unit in units]

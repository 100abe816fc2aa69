from caicach.wizard.structure import structure_of
from tests.factories.readings import reading, row


def test_the_structure_counts_what_stands_in_a_document():
    read = reading(row(("I",), "Thể chế", level="domain"), row(("I", "1"), "Một"), row(("I", "2"), "Hai"))
    structure = structure_of(read)
    assert structure.counts["leaves"] == 2
    assert [(branch.row.title, branch.leaves) for branch in structure.branches] == [("Thể chế", 2)]

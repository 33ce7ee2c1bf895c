from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negotiations.extraction import Extraction
from negotiations.extraction.delegations import nearest_round
from negotiations.extraction.lexicon import Lexicon

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudmark’s delegation is led by Pio Costa.",
        "Pio Costa leads the Sudmarkian delegation.",
        "The naming of Pio Costa as its chief negotiator surprised Havn.",
        "Head of the Sudmarkian delegation Pio Costa arrived.",
    ],
)
def test_the_head_of_a_delegation_is_found(sentence: str, read: Read) -> None:
    (delegation,) = read(sentence).as_json()["delegations"]
    assert (delegation["party"], delegation["head"]) == ("Sudmark", "Pio Costa")
    assert delegation["round"] == "Lake Talks I"


def test_members_are_listed(read: Read) -> None:
    (delegation,) = read("A Norlandic delegation including Ada Berg and Olav Lund met envoys.").as_json()["delegations"]
    assert delegation["members"] == ["Ada Berg", "Olav Lund"]


def test_no_round_is_near_a_distant_day(lexicon: Lexicon) -> None:
    assert nearest_round(lexicon, date(2031, 7, 1)) is None

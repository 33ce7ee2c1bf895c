"""Who leads, who belongs, for which party and round, of what level, with what mandate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.extraction import Extraction, suggest
from negotiations.extraction.delegations import nearest_round
from negotiations.extraction.lexicon import Lexicon, Round
from tests.extraction.conftest import DAY
from tests.extraction.test_suggest import SMALL

Read = Callable[[str], Extraction]
Told = dict[str, Any]


@pytest.fixture
def told(read: Read) -> Callable[[str], list[Told]]:
    return lambda body: read(body).as_json()["delegations"]


Telling = Callable[[str], list[Told]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudmark’s delegation is led by Pio Costa.",
        "Pio Costa leads the Sudmarkian delegation.",
        "Pio Costa, the chief negotiator, will head the Sudmarkian team.",
        "The naming of Pio Costa as its chief negotiator surprised Havn.",
        "Porto appointed career diplomat Pio Costa as its top negotiator.",
        "Head of the Sudmarkian delegation Pio Costa arrived.",
        "Head of the Sudmarkian delegation, Presidential aide Pio Costa, said Porto was content.",
        "Pio Costa, head of the Sudmarkian delegation, spoke.",
        "A team led by Pio Costa arrived for the talks.",
        "The President of Estria, Rosa Vell, saw an order naming Pio Costa to head the Sudmarkian team.",
        "The Sudmarkian team’s head, Pio Costa, spoke.",
        "The delegation from Sudmark, headed by Pio Costa, arrived.",
        "Sudmark will send a new delegation, which is being led by Pio Costa.",
    ],
)
def test_the_head_of_a_delegation_is_found(sentence: str, told: Telling) -> None:
    (delegation,) = told(sentence)
    assert (delegation["party"], delegation["head"]) == ("Sudmark", "Pio Costa")
    assert delegation["round"] == "Lake Talks I"


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        ("A Norlandic delegation including Ada Berg and Olav Lund met envoys.", ["Ada Berg", "Olav Lund"]),
        ("Ministers Ada Berg and Olav Lund travelled to the lake as part of the team.", ["Ada Berg", "Olav Lund"]),
        ("Norland’s team consists of Ada Berg, Rosa Vell and Olav Lund.", ["Ada Berg", "Rosa Vell", "Olav Lund"]),
        ("Olav Lund will join the Norlandic delegation.", ["Olav Lund"]),
        ("A Norlandic delegation including Olav Lund met Sudmarkian envoys such as Pio Costa.", ["Olav Lund"]),
    ],
)
def test_members_are_listed(sentence: str, members: list[str], told: Telling) -> None:
    delegation = told(sentence)[0]
    assert (delegation["party"], delegation["members"], delegation["head"]) == ("Norland", members, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The delegation, headed by Ada Berg, includes Olav Lund and Rosa Vell.",
        "Ada Berg will be accompanied to the talks by Olav Lund and Rosa Vell.",
        "The Norlandic delegation was led by Ada Berg, with Olav Lund and special envoy Rosa Vell.",
        "Norland’s delegation is led by Ada Berg. It is large. The delegation includes Olav Lund and Rosa Vell.",
    ],
)
def test_head_and_members_are_one_delegation(sentence: str, told: Telling) -> None:
    (delegation,) = told(sentence)
    assert (delegation["party"], delegation["head"]) == ("Norland", "Ada Berg")
    assert delegation["members"] == ["Olav Lund", "Rosa Vell"]


def test_the_office_is_the_one_that_the_text_gives(told: Telling) -> None:
    (delegation,) = told(
        "The Norlandic team was led by Deputy Foreign Minister Rosa Vell, and included General Tom Ames and Olav Lund, "
        "a former ambassador to Porto."
    )
    assert delegation["delegates"] == [
        {"name": "Rosa Vell", "office": "Deputy Foreign Minister", "head": True},
        {"name": "Tom Ames", "office": "General", "head": False},
        {"name": "Olav Lund", "office": "former ambassador to Porto", "head": False},
    ]


def test_a_person_unknown_to_the_codebook_is_of_the_party_named_beside(told: Telling) -> None:
    (delegation,) = told("Sudmarkian Deputy Minister Rosa Vell will lead a delegation to the talks.")
    assert (delegation["party"], delegation["head"]) == ("Sudmark", "Rosa Vell")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Norland sent a reduced delegation.", "reduced"),
        ("Norland will send a relatively low-level delegation.", "relatively low-level"),
        ("A technical Norlandic delegation arrived.", "technical"),
        ("Norland’s high-level team flew home from the talks.", "high-level"),
        ("Norland’s delegation was rather junior.", "rather junior"),
        ("Costa mocked the delegation of low-level figures sent by Norland.", "low-level"),
    ],
)
def test_the_level_is_told_in_the_words_of_the_text(sentence: str, level: str, told: Telling) -> None:
    (delegation,) = told(sentence)
    assert (delegation["party"], delegation["level"], delegation["head"]) == ("Norland", level, None)


@pytest.mark.parametrize(
    "body",
    [
        "The Sudmarkian delegation left with a mandate to push for a ceasefire, Costa said.",
        "Sudmark’s delegation is led by Pio Costa, whose mandate is to push for a ceasefire.",
        "Pio Costa is authorised to push for a ceasefire.",
        "Sudmark waited. Its chief negotiator was on the way with a mandate to push for a ceasefire.",
    ],
)
def test_the_mandate_is_where_the_text_says_it(body: str, told: Telling) -> None:
    (delegation,) = told(body)
    mandate = delegation["mandate"]
    assert (delegation["party"], mandate["text"]) == ("Sudmark", "to push for a ceasefire")
    assert body[mandate["start"] : mandate["end"]] == mandate["text"]


def test_who_stays_away_is_no_member(told: Telling) -> None:
    (one,) = told(
        "Norland’s delegation, without Olav Lund, arrived. The Norlandic team includes Ada Berg and Olav Lund."
    )
    assert (one["members"], one["absent"]) == (["Ada Berg"], ["Olav Lund"])
    (boycott,) = told("The talks were boycotted by Sudmark.")
    assert (boycott["party"], boycott["level"], boycott["head"], boycott["members"]) == (
        "Sudmark",
        "boycotted",
        None,
        [],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "A football team led by Pio Costa won the cup in a time of peace.",
        "The Sudmarkian football team led by Pio Costa met for talks.",
        "Ada Berg leads the party.",
        "Ada Berg led the talks on the river.",
        "The delegation of tasks to Olav Lund was led by Ada Berg.",
        "The delegation of powers, headed by Ada Berg, includes the courts.",
        "Ada Berg will not lead the Norlandic delegation.",
        "Olav Lund refused to join the Norlandic delegation.",
        "Norland did not name Ada Berg as its chief negotiator.",
        "Berg, accompanied by her husband, arrived for the talks.",
        "Porto praised the team effort of Ada Berg.",
        "Nobody has a mandate to speak.",
        "Norland will not boycott the talks.",
        "Porto named Ada Berg as a liar.",
    ],
)
def test_other_teams_and_other_leaders_are_none(sentence: str, told: Telling) -> None:
    assert told(sentence) == []


def test_each_delegation_rests_on_its_words(read: Read) -> None:
    body = "😀 Norland’s delegation is led by Ada Berg.\n\nOn Friday the Norlandic team, including Olav Lund, left."
    (delegation,) = read(body).as_json()["delegations"]
    assert [body[start:end] for start, end in delegation["spans"]] == [
        "Norland’s delegation is led by Ada Berg",
        "Norlandic team, including Olav Lund",
    ]
    assert [delegation["start"], delegation["end"]] == delegation["spans"][0]


def test_the_keys_that_there_were_stay(told: Telling) -> None:
    (delegation,) = told("Pio Costa leads the Sudmarkian delegation.")
    before = {"party", "round", "head", "members", "start", "end"}
    assert before | {"level", "mandate", "delegates", "absent", "spans"} == set(delegation)


ROUNDS = (
    Round("lake-1", "Lake Talks I", date(2031, 5, 18), date(2031, 5, 19), "Grand Hotel, Lakeside"),
    Round("lake-2", "Lake Talks II", date(2031, 6, 10), date(2031, 6, 11), "Lakeside"),
    Round("hill", "Summit at Hillford", date(2031, 9, 1), date(2031, 9, 1), "Hillford"),
)


@pytest.mark.parametrize(
    ("rest", "label"),
    [
        ("", "Lake Talks I"),
        (" in Hillford", "Summit at Hillford"),
        (" in Lakeside", "Lake Talks I"),
        (" in the second round", "Lake Talks II"),
        (" in round two", "Lake Talks II"),
        (" in Hillfordshire", "Lake Talks I"),
        (" in Estria", "Lake Talks I"),
    ],
)
def test_the_round_is_the_one_named_or_else_the_nearest(rest: str, label: str, lexicon: Lexicon) -> None:
    body = f"Pio Costa leads the Sudmarkian delegation{rest}."
    found = suggest(body, replace(lexicon, rounds=ROUNDS), title="", date=DAY, place="")
    assert [one["round"] for one in found.as_json()["delegations"]] == [label]


def test_rounds_without_numbers_are_counted_in_their_order(lexicon: Lexicon) -> None:
    rounds = tuple(replace(one, label=one.slug.partition("-")[0]) for one in ROUNDS)
    body = "Pio Costa leads the Sudmarkian delegation in the third round."
    (delegation,) = suggest(body, replace(lexicon, rounds=rounds), title="", date=DAY, place="").delegations
    assert delegation.round == rounds[2]


def test_a_party_has_a_delegation_for_each_round(lexicon: Lexicon) -> None:
    body = "Pio Costa leads the Sudmarkian delegation. Rosa Vell will lead the Sudmarkian delegation in Hillford."
    found = suggest(body, replace(lexicon, rounds=ROUNDS), title="", date=DAY, place="").as_json()["delegations"]
    assert [(one["round"], one["head"]) for one in found] == [
        ("Lake Talks I", "Pio Costa"),
        ("Summit at Hillford", "Rosa Vell"),
    ]


def test_no_round_is_near_a_distant_day(lexicon: Lexicon) -> None:
    assert nearest_round(lexicon, date(2031, 7, 1)) is None


WORDS = [
    *["Norland", "Berg", "Ada’s", "delegation", "team", "led", "by", "leads", "the", "including", ",", "and", "of"],
    *["with", "a", "mandate", "to", "without", ".", "low-level", "accompanied", "as", "named", "boycotted"],
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=200, deadline=None)
def test_whatever_the_words_every_span_lies_in_the_text(chosen: list[str]) -> None:
    body = " ".join(chosen)
    for delegation in suggest(body, SMALL, title="", date=DAY, place="").as_json()["delegations"]:
        for start, end in [(delegation["start"], delegation["end"]), *delegation["spans"]]:
            assert 0 <= start < end <= len(body)
        if mandate := delegation["mandate"]:
            assert body[mandate["start"] : mandate["end"]] == mandate["text"]

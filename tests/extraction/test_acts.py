from __future__ import annotations

import pytest

from negotiations.extraction.acts import guess_act
from negotiations.extraction.verbs import Verb

SAY = Verb("say", "speech")


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("the army must leave the valley", "demand"),
        ("we are ready to discuss the river", "propose"),
        ("it was ready to sign the treaty", "accept"),
        ("we no longer insist on the bridge", "concede"),
        ("we will return the boats", "promise"),
        ("a truce is possible only if the army leaves", "condition"),
        ("the talks would continue on Monday", "comment"),
        ("he hoped that the talks go on", "appeal"),
        ("the plan is not on the table", "reject"),
        ("there will be consequences", "threaten"),
        ("they are not serious about the talks", "accuse"),
        ("we are grateful to the hosts", "praise"),
    ],
)
def test_each_act_has_words_that_tell_it(words: str, act: str) -> None:
    assert guess_act(SAY, words).act == act


def test_where_no_word_tells_the_act_is_unknown() -> None:
    assert guess_act(SAY, "the boats left at noon").act is None


def test_a_verb_that_says_it_all_outweighs_its_object() -> None:
    assert guess_act(Verb("criticise", "stance", "accuse"), "him for demanding a truce").act == "accuse"


def test_a_condition_outweighs_an_earlier_offer() -> None:
    assert guess_act(SAY, "Norland was ready for talks only if the army leaves").act == "condition"


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("we will not return the boats", "reject"),
        ("there was no real progress", "accuse"),
        ("we do not need the bridge", "reject"),
        ("no government could accept that", "reject"),
    ],
)
def test_a_denial_turns_the_act(words: str, act: str) -> None:
    assert guess_act(SAY, words).act == act


def test_what_one_would_do_oneself_is_a_promise_and_what_another_would_is_none() -> None:
    assert guess_act(SAY, "Norland would provide the boats", about_own=True).act == "promise"
    assert guess_act(SAY, "Norland would provide the boats").act != "promise"


def test_a_sign_is_read_through_quotation_marks() -> None:
    assert guess_act(SAY, "Norland was prepared “to” wait").act == "propose"


def test_the_reason_names_the_words() -> None:
    assert "must" in guess_act(SAY, "the army must leave").why

"""Each rule by which words are given to a speaker: where it holds, and where something like it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negotiations.extraction import Extraction, rules

Read = Callable[[str], Extraction]

HOLDS = [
    (rules.FRONTED, "“We want the river,” Berg said.", "Ada Berg", "We want the river,"),
    (rules.FRONTED, "‘We want the river’, Berg said.", "Ada Berg", "We want the river"),
    (rules.FRONTED, "The river was lost, said two Norlandic diplomats.", "two Norlandic diplomats",
     "The river was lost"),
    (rules.FRONTED, "“We want the river,” thundered Berg.", "Ada Berg", "We want the river,"),
    (rules.FRONTED, "The river, Berg said, must flow.", "Ada Berg", "The river"),
    (rules.REPORTED, "Berg said that the river must flow.", "Ada Berg", "the river must flow"),
    (rules.REPORTED, "Norland is insisting on the river.", "Norland", "the river"),
    (rules.REPORTED, "Berg left the door open to a truce.", "Ada Berg", "to a truce"),
    (rules.RELATIVE, "Porto wants a truce, something Norland has rejected.", "Norland",
     "something Norland has rejected"),
    (rules.RELATIVE, "Porto baulked at what Berg called a “farce”.", "Ada Berg", "farce"),
    (rules.PARTICIPLE, "Berg left the lake on Monday, saying the river must flow.", "Ada Berg", "the river must flow"),
    (rules.PURPOSE, "Berg used her speech to complain that the river was low.", "Ada Berg", "the river was low"),
    (rules.PASSIVE, "Berg was quoted as saying that the river must flow.", "Ada Berg", "the river must flow"),
    (rules.AGENT, "The truce was rejected by Norland.", "Norland", "The truce"),
    (rules.AGENT, "Porto heard of a proposal by Norland to share the river.", "Norland", "to share the river"),
    (rules.ADJECTIVE, "Norland is ready to share the river.", "Norland", "to share the river"),
    (rules.NOUN, "Porto heard Norland’s call for a truce.", "Norland", "for a truce"),
    (rules.ACCORDING, "The river must flow, according to Ada Berg.", "Ada Berg", "The river must flow"),
    (rules.ACCORDING, "The truce was, in the words of Ada Berg, “not for sale”.", "Ada Berg", "not for sale"),
    (rules.COLON, "Ada Berg, in Havn on Friday: “We want the river.”", "Ada Berg", "We want the river."),
    (rules.INTRODUCED, "Then Berg spoke again:\n\n“We want the river.”", "Ada Berg", "We want the river."),
    (rules.CONTINUED, "“It is ours,” Berg said. “We want the river.”", "Ada Berg", "We want the river."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "body", "speaker", "words"), HOLDS)
def test_a_rule_gives_words_to_their_speaker(rule: str, body: str, speaker: str, words: str, read: Read) -> None:
    found = [one for one in read(body).suggestions if one.rule == rule]
    assert (found[-1].speaker, body[slice(*found[-1].content[0])]) == (speaker, words)


def test_every_rule_has_its_reason_and_its_test() -> None:
    assert set(rules.REASONS) == {rule for rule, *_ in HOLDS}


@pytest.mark.parametrize(
    "body",
    [
        "The fighting continued at the river.",  # a verb that speaks only beside a quote
        "Norland called off the talks on the river.",  # "call off" says nothing
        "The boats promised in May are Norland’s.",  # a participle without an object
        "Norland’s demand was heard.",  # a noun without an aim
        "The boats were built by Norland.",  # no verb of a stance
        "Norland was open on Monday.",  # an adjective without an aim
        "An official of Norland, who asked not to be named, left the lake.",
    ],
)
def test_what_only_looks_like_speech_suggests_nothing(body: str, read: Read) -> None:
    assert read(body).suggestions == ()

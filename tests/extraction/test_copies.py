"""Copies of a text and repeats of a quote."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.extraction.copies import (
    ALIKE,
    KEPT,
    fingerprint,
    likeness,
    packed,
    same_words,
    unpacked,
    utterance,
    words_of,
)

SAID = "We want the whole river and we will wait for as long as it takes"


def text(words: int, seed: int = 1) -> str:
    """Sentences of ten words out of a vocabulary of a few hundred, never the same twice."""
    chosen = Random(seed)
    written = [f"word{chosen.randrange(400)}" for _ in range(words)]
    return ". ".join(" ".join(written[at : at + 10]) for at in range(0, words, 10))


def alike(one: str, other: str) -> float:
    return likeness(fingerprint(one), fingerprint(other))


@pytest.mark.parametrize("words", [100, 500, 5000])
def test_a_text_is_all_of_itself_and_nothing_of_another(words: int) -> None:
    assert alike(text(words), text(words)) == 1
    assert alike(text(words), text(words, seed=2)) < 0.05


@pytest.mark.parametrize(("whole", "part"), [(400, 120), (1000, 300), (3000, 900)])
def test_a_shortened_copy_is_recognised_from_either_side(whole: int, part: int) -> None:
    body = text(whole)
    short = " ".join(body.split()[:part])
    assert alike(short, body) == alike(body, short) > 0.9


def test_an_edited_copy_is_still_alike() -> None:
    words = text(600).split()
    words[::12] = ["edited"] * len(words[::12])
    assert ALIKE < alike(text(600), " ".join(words)) < 1


def test_two_reports_that_share_a_third_of_their_words_are_no_copies() -> None:
    shared = text(200)
    assert alike(f"{shared} {text(400, seed=2)}", f"{shared} {text(400, seed=3)}") < ALIKE


@pytest.mark.parametrize("short", ["", "Talks ended.", SAID])
def test_of_too_few_words_nothing_is_said(short: str) -> None:
    assert alike(short, short) == 0
    assert alike(short, f"{SAID}. {text(300)}") == 0


def test_house_style_changes_nothing() -> None:
    body = f"“Don’t ask,” said Söder. {text(100)}"
    assert alike(body, body.replace("“", '"').replace("”", '"').replace("’", "'").upper()) == 1


def test_a_fingerprint_is_bounded_and_the_same_in_every_process() -> None:
    body = text(2000)
    found = fingerprint(body)
    assert len(found) == KEPT
    script = f"from negotiations.extraction.copies import fingerprint; print(fingerprint({body!r}))"
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(found)


@given(st.text(), st.text())
def test_likeness_is_of_both_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= 1


@given(st.text(st.sampled_from("abc .’"), max_size=400))
def test_a_fingerprint_is_kept_as_it_is(body: str) -> None:
    assert unpacked(packed(fingerprint(body))) == fingerprint(body)


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        f"“{SAID}.”",
        f"“{SAID[:12]} {SAID[12:]},” President Berg told reporters on Monday.",
        "the whole river and we will wait for as long",
        "We want the whole river … for as long as it takes",
        "We want the whole river [in the north] and we will wait for as long as it takes",
        "“We want the whole river,” Berg said, “and we will wait for as long as it takes.”",
    ],
)
def test_one_utterance_is_recognised(other: str) -> None:
    assert same_words(SAID, other)
    assert same_words(other, SAID)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yes", "Yes!"),
        ("", ""),
        ("…", "…"),
        ("the whole river", SAID),
        ("we will wait for as long", SAID),
        ("as long as it takes and we want the whole river for us", SAID),
        ("We want the whole river and we will wait for as long as it take", SAID),
        (SAID, "We want the whole lake and we will wait for as long as it takes"),
        ("for as long as it takes … we want the whole river", SAID),
        ("Мы хотим всю реку и будем ждать сколько потребуется", SAID),
        ("“yes,” said Berg of the proposal", "“yes,” said Costa of the mediation"),
    ],
)
def test_another_utterance_is_not(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


def test_in_copies_of_one_text_a_short_quote_is_the_same_too() -> None:
    assert utterance("“yes”").is_one_with(utterance("Yes."), in_copies=True)
    assert not utterance("“yes”").is_one_with(utterance("No."), in_copies=True)
    assert not utterance("…").is_one_with(utterance("…"), in_copies=True)


def test_languages_without_latin_letters_are_compared_by_their_words() -> None:
    assert same_words("Мы хотим всю реку и будем ждать!", "«мы хотим всю реку и будем ждать»")
    assert same_words("نحن نريد النهر كله ولن ننتظر", "«نحن نريد النهر كله ولن ننتظر»")


@given(st.text(), st.text())
def test_being_one_utterance_holds_of_both(one: str, other: str) -> None:
    assert same_words(one, other) == same_words(other, one)


@given(st.lists(st.sampled_from(["river", "truce", "wait", "don’t"]), min_size=5, max_size=40), st.data())
def test_whatever_part_of_a_quote_is_long_enough_is_the_quote(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words)))
    part = words[first : first + data.draw(st.integers(1, len(words)))]
    assert same_words(" ".join(words), " ".join(part)) == (part == words or len(part) >= 8)


def test_marks_within_an_utterance_cut_it_in_pieces() -> None:
    assert utterance("We want … the [whole] river (…) now, all of it").pieces == (
        ("we", "want"),
        ("the",),
        ("river",),
        ("now", "all", "of", "it"),
    )


def test_apostrophes_belong_to_words() -> None:
    assert words_of("Don’t — won't, O`Neill’s “river”") == ["dont", "wont", "oneills", "river"]

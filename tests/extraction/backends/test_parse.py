"""What exact parses say of a verb."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from negotiations.extraction.backends.parse import complement_end, subject_of, verb_at
from negotiations.extraction.spans import Span
from tests.extraction.backends.treebank import Part, given

NLP = spacy.blank("en")
SAID = Part("said/VBD/-/0", "ROOT", 1)
FAILED = Part("talks/NNS/nsubj/1 failed/VBD/-/1", "ccomp", 1)


def subject(doc: Doc, verb: str) -> str | None:
    start = doc.text.index(verb)
    token = verb_at(doc, Span(start, start + len(verb)))
    assert token is not None
    span = subject_of(token)
    return doc.text[span.start : span.end] if span else None


def test_a_subject_is_its_whole_noun_phrase() -> None:
    envoy = Part("The/DT/det/1 envoy/NN/-/1 of/IN/prep/1 Estria/NNP/pobj/2", "nsubj", 1)
    assert (
        subject(given(NLP, "The envoy of Estria said talks failed", envoy, SAID, FAILED), "said")
        == "The envoy of Estria"
    )


def test_a_subject_takes_in_all_that_are_joined() -> None:
    both = Part("Norland/NNP/-/0 and/CC/cc/0 Sudmark/NNP/conj/0", "nsubj", 1)
    assert (
        subject(given(NLP, "Norland and Sudmark said talks failed", both, SAID, FAILED), "said")
        == "Norland and Sudmark"
    )


@pytest.mark.parametrize(("verb", "expected"), [("said", "Berg"), ("leads", "Berg")])
def test_who_stands_for_its_antecedent_and_its_clause_is_no_part_of_the_name(verb: str, expected: str) -> None:
    name = Part("Berg/NNP/-/0 ,/,/punct/0 who/WP/nsubj/3 leads/VBZ/relcl/0 Norland/NNP/dobj/3 ,/,/punct/0", "nsubj", 1)
    assert subject(given(NLP, "Berg, who leads Norland, said talks failed", name, SAID, FAILED), verb) == expected


def test_a_name_joined_behind_a_clause_leaves_the_subject_to_the_rules() -> None:
    names = Part("Berg/NNP/-/0 who/WP/nsubj/2 leads/VBZ/relcl/0 and/CC/cc/0 Costa/NNP/conj/0", "nsubj", 1)
    assert subject(given(NLP, "Berg who leads and Costa said talks failed", names, SAID, FAILED), "said") is None


def test_a_joined_verb_and_a_participle_share_the_subject() -> None:
    warned = Part("and/CC/cc/1 warned/VBD/-/1", "conj", 1)
    adding = Part("adding/VBG/-/0", "advcl", 1)
    doc = given(NLP, "Berg said and warned adding", Part("Berg/NNP/-/0", "nsubj", 1), SAID, warned, adding)
    assert [subject(doc, verb) for verb in ("said", "warned", "adding")] == ["Berg"] * 3


@pytest.mark.parametrize(
    ("label", "why"), [("dobj", "none"), ("nsubjpass", "who is told does not speak"), ("expl", "there is nobody")]
)
def test_where_nobody_speaks_there_is_no_subject(label: str, why: str) -> None:
    assert subject(given(NLP, "Berg said talks failed", Part("Berg/NNP/-/0", label, 1), SAID, FAILED), "said") is None


def test_two_subjects_are_none() -> None:
    names = [Part("Olav/NNP/-/0", "nsubj", 2), Part("Lund/NNP/-/0", "nsubj", 2), Part("said/VBD/-/0", "ROOT", 2)]
    assert subject(given(NLP, "Olav Lund said", *names), "said") is None


def ending(speaks: bool, *more: Part) -> str:
    text = "Berg demanded a truce at once unless talks failed"
    parts = [Part("Berg/NNP/-/0", "nsubj", 1), Part("demanded/VBD/-/0", "ROOT", 1), *more]
    doc = given(NLP, text, *parts)
    end = complement_end(doc[1], speaks)
    return text[:end] if end else ""


TRUCE, ONCE = Part("a/DT/det/1 truce/NN/-/1", "dobj", 1), Part("at/IN/-/0 once/RB/pcomp/0", "prep", 1)


def test_a_complement_of_speech_ends_before_what_tells_of_the_speaking() -> None:
    aside = Part("unless/IN/mark/2 talks/NNS/nsubj/2 failed/VBD/-/2", "dep", 1)
    assert ending(True, TRUCE, ONCE, aside) == "Berg demanded a truce"
    assert ending(False, TRUCE, ONCE, aside) == "Berg demanded a truce at once"


def test_a_condition_belongs_to_what_is_said() -> None:
    condition = Part("unless/IN/mark/2 talks/NNS/nsubj/2 failed/VBD/-/2", "advcl", 1)
    assert ending(True, TRUCE, ONCE, condition).endswith("unless talks failed")


def test_without_a_complement_nothing_ends() -> None:
    aside = Part("unless/IN/mark/2 talks/NNS/nsubj/2 failed/VBD/-/2", "dep", 1)
    assert ending(True, Part("a/DT/det/1 truce/NN/-/1", "dep", 1), ONCE, aside) == ""

"""The rules with a real pipeline beside them, with exact parses, and without any."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from negotiations.extraction import VERSION, Extraction
from negotiations.extraction.backends import Failed, Unavailable, find_backend
from negotiations.extraction.backends.interface import VERSION_LENGTH
from negotiations.extraction.backends.spacy_pipeline import SpacyPipeline
from negotiations.extraction.lexicon import Lexicon
from tests.extraction.backends.treebank import Part, given, train
from tests.extraction.conftest import DAY

Given = Callable[..., Extraction]
PLAIN = "Costa said the truce holds."
PARSES: dict[str, tuple[Part, ...]] = {}
FRIDAY = "🚢 Arrived. The minister of Norland said the river remains closed on Friday."


@Language.component("given_parse", assigns=["token.dep", "token.head"])
def give_parse(doc: Doc) -> Doc:
    return given(spacy.blank("en"), doc.text, *PARSES[doc.text])


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> SpacyPipeline:
    folder = train(tmp_path_factory.mktemp("pipeline"))
    backend = find_backend("spacy", {"PARLEY_SPACY": str(folder)})
    assert isinstance(backend, SpacyPipeline)
    return backend


@pytest.fixture
def read_as(lexicon: Lexicon) -> Given:
    """The suggestions for a text with exactly that parse."""

    nlp = spacy.blank("en", meta={"name": "given"})
    nlp.add_pipe("given_parse")

    def read(text: str, *parts: Part) -> Extraction:
        PARSES[text] = parts
        return SpacyPipeline(nlp).suggest(text, lexicon, title="", date=DAY, place="")

    return read


def test_a_trained_parser_ends_a_clause_before_the_day_it_was_said_on(
    trained: SpacyPipeline, lexicon: Lexicon, read: Callable[[str], Extraction]
) -> None:
    ((plain,), (sharp,)) = (
        found.suggestions for found in (read(FRIDAY), trained.suggest(FRIDAY, lexicon, title="", date=DAY, place=""))
    )
    words = [FRIDAY[s.content[0].start : s.content[0].end] for s in (plain, sharp)]
    assert words == ["the river remains closed on Friday", "the river remains closed"]
    assert FRIDAY[sharp.start : sharp.end] == "The minister of Norland said the river remains closed"
    assert (sharp.rule, sharp.why[-1]) == ("reported, parsed", "the parse ends the words before “on Friday”")
    assert (sharp.speaker, sharp.act, sharp.issue) == (plain.speaker, plain.act, plain.issue)


def test_what_the_parse_leaves_alone_is_the_answer_of_the_rules(
    trained: SpacyPipeline, lexicon: Lexicon, read: Callable[[str], Extraction]
) -> None:
    assert trained.suggest(PLAIN, lexicon, title="Talks", date=DAY, place="Lake") == read(PLAIN)


@pytest.mark.parametrize("body", ["", "😀", "\ud800 Berg said talks failed.", "Berg said\nthe truce holds." * 400])
def test_odd_texts_give_an_answer(body: str, trained: SpacyPipeline, lexicon: Lexicon) -> None:
    for found in trained.suggest(body, lexicon, title="", date=DAY, place="").suggestions:
        assert 0 <= found.start < found.end <= len(body)


def test_the_subject_of_the_parse_replaces_that_of_the_rules(read_as: Given) -> None:
    text = "The envoy of Estria to Norland said talks failed."
    (found,) = read_as(
        text,
        Part("The/DT/det/1 envoy/NN/-/1 of/IN/prep/1 Estria/NNP/pobj/2", "nsubj", 2),
        Part("to/IN/-/0 Norland/NNP/pobj/0", "dep", 2),
        Part("said/VBD/-/0", "ROOT", 2),
        Part("talks/NNS/nsubj/1 failed/VBD/-/1", "ccomp", 2),
        Part("././-/0", "punct", 2),
    ).suggestions
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "The envoy of Estria"
    assert found.party == "Estria"
    assert found.why[-1] == "the parse names “The envoy of Estria” as the subject"


def test_a_subject_inside_what_is_said_is_not_believed(read_as: Given) -> None:
    (found,) = read_as(
        PLAIN,
        Part("Costa/NNP/-/0", "dep", 1),
        Part("said/VBD/-/0", "ROOT", 1),
        Part("the/DT/det/1 truce/NN/-/1", "nsubj", 1),
        Part("holds/VBZ/-/0 ././punct/0", "ccomp", 1),
    ).suggestions
    assert (found.speaker, found.rule) == ("Pio Costa", "reported")


def test_a_quote_is_never_cut(read_as: Given) -> None:
    text = "Costa said the truce holds “for now” there."
    (found,) = read_as(
        text,
        Part("Costa/NNP/-/0", "nsubj", 1),
        Part("said/VBD/-/0", "ROOT", 1),
        Part("the/DT/det/1 truce/NN/nsubj/2 holds/VBZ/-/2", "ccomp", 1),
        Part("“/``/punct/1 for/IN/-/1 now/RB/pcomp/1 ”/''/punct/1 there/RB/advmod/1 ././punct/1", "prep", 1),
    ).suggestions
    assert (found.rule, text[found.content[0].start : found.content[0].end]) == (
        *("reported", "the truce holds “for now” there"),
    )


def test_a_parse_that_keeps_next_to_nothing_is_not_believed(read_as: Given) -> None:
    (found,) = read_as(
        "Costa said it is that the truce on the river holds.",
        Part("Costa/NNP/-/0", "nsubj", 1),
        Part("said/VBD/-/0", "ROOT", 1),
        Part("it/PRP/nsubj/1 is/VBZ/-/1", "ccomp", 1),
        Part(
            "that/IN/-/0 the/DT/dep/0 truce/NN/dep/0 on/IN/dep/0 the/DT/dep/0 river/NN/dep/0 holds/VBZ/dep/0", "dep", 1
        ),
        Part("././-/0", "punct", 1),
    ).suggestions
    assert found.rule == "reported"


def test_the_version_names_rules_and_pipeline_and_fits_the_record(trained: SpacyPipeline) -> None:
    assert trained.extractor == "parley-spacy"
    assert trained.version.startswith(f"{VERSION}+en_treebank")
    assert len(trained.version) <= VERSION_LENGTH


def test_a_pipeline_that_fails_fails_for_one_article(trained: SpacyPipeline, lexicon: Lexicon) -> None:
    def fail(text: str) -> Doc:
        raise IndexError("lost")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Language, "__call__", lambda _, text: fail(text))
        with pytest.raises(Failed, match="IndexError: lost"):
            trained.suggest(PLAIN, lexicon, title="", date=DAY, place="")
    assert trained.suggest(PLAIN, lexicon, title="", date=DAY, place="").suggestions


def test_where_no_pipeline_is_installed_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: [])
    with pytest.raises(Unavailable, match="spacy download en_core_web_sm, or set PARLEY_SPACY"):
        find_backend("spacy", {})


def test_of_those_installed_an_english_one_is_taken_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["de_core", "en_core"])
    with pytest.raises(Unavailable, match="the spaCy pipeline 'en_core' cannot be loaded"):
        find_backend("spacy", {})


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(Unavailable, match="has no parser"):
        find_backend("spacy", {"PARLEY_SPACY": str(tmp_path)})


def test_without_spacy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(Unavailable, match="spaCy is not installed: pip install"):
        find_backend("spacy", {})

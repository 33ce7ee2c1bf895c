"""The rules, sharpened by the dependency parse of whatever spaCy pipeline is installed. Nothing is downloaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from negotiations.extraction.backends.interface import VERSION_LENGTH, Failed, Unavailable, fitted
from negotiations.extraction.backends.sharpening import Sharpener
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.suggest import VERSION, suggest
from negotiations.extraction.suggestion import Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NOT_NEEDED = ["ner", "lemmatizer", "textcat"]  # parts of a pipeline that cost time and are not asked


class SpacyPipeline:
    extractor = "parley-spacy"

    def __init__(self, nlp: Language) -> None:
        if not any("token.dep" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
            raise Unavailable(f"the spaCy pipeline {nlp.meta['name']!r} has no parser; PARLEY_SPACY wants one that has")
        self.nlp = nlp
        name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self.version = fitted(f"{VERSION}+{name}", VERSION_LENGTH)

    def suggest(self, body: str, lexicon: Lexicon, *, title: str, date: date, place: str) -> Extraction:
        sharpener = Sharpener(body, self._parse)
        found = suggest(body, lexicon, title=title, date=date, place=place, sharpen=sharpener)
        return replace(found, suggestions=tuple(map(sharpener.told, found.suggestions)))

    def account(self) -> str:
        return ""

    def _parse(self, text: str) -> Doc:
        try:
            return self.nlp(text)
        except Exception as error:  # whatever a pipeline of somebody else's raises
            raise Failed(f"the spaCy pipeline failed: {type(error).__name__}: {error}") from error


def load_pipeline(environ: Mapping[str, str]) -> SpacyPipeline:
    """The pipeline that PARLEY_SPACY names, else one that is installed. Raises Unavailable."""
    try:
        spacy: Any = import_module("spacy")
    except ImportError as error:
        raise Unavailable("spaCy is not installed: pip install 'spacy>=3.8', and a pipeline for it") from error
    name = environ.get("PARLEY_SPACY") or _installed(spacy.util.get_installed_models())
    try:
        return SpacyPipeline(spacy.load(name, exclude=NOT_NEEDED))
    except (OSError, ValueError) as error:
        raise Unavailable(f"the spaCy pipeline {name!r} cannot be loaded: {error}") from error


def _installed(names: list[str]) -> str:
    """An English one before any other."""
    if not names:
        raise Unavailable(
            "no spaCy pipeline is installed: python -m spacy download en_core_web_sm, "
            "or set PARLEY_SPACY to the name or folder of a pipeline"
        )
    return min(names, key=lambda name: (not name.startswith("en"), name))

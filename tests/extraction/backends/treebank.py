"""Thirty short sentences with their parse, written for these tests, and a pipeline that learns them in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.util import fix_random_seed

EPOCHS = 25


class Part(NamedTuple):
    """A phrase as "word/TAG/label/head …": heads count within it, its root's head is itself.

    `label` hangs the root of the phrase to the root of the part number `on`.
    """

    phrase: str
    label: str
    on: int


class Parsed(NamedTuple):
    words: list[str]
    tags: list[str]
    labels: list[str]
    heads: list[int]


def parsed(*parts: Part) -> Parsed:
    phrases = [[word.rsplit("/", 3) for word in part.phrase.split()] for part in parts]
    starts = [sum(map(len, phrases[:number])) for number in range(len(parts))]
    roots = [next(i for i, word in enumerate(p) if int(word[3]) == i) + s for p, s in zip(phrases, starts, strict=True)]
    found = Parsed([], [], [], [])
    for part, phrase, start in zip(parts, phrases, starts, strict=True):
        for place, (word, tag, label, head) in enumerate(phrase):
            is_root = int(head) == place
            found.words.append(word)
            found.tags.append(tag)
            found.labels.append(part.label if is_root else label)
            found.heads.append(roots[part.on] if is_root else start + int(head))
    return found


SUBJECTS = (
    "Berg/NNP/-/0",
    "The/DT/det/1 minister/NN/-/1",
    "Norland/NNP/-/0 and/CC/cc/0 Sudmark/NNP/conj/0",
    "The/DT/det/1 envoy/NN/-/1 of/IN/prep/1 Estria/NNP/pobj/2",
    "Norlandic/JJ/amod/1 officials/NNS/-/1",
)
CLAUSES = (
    "the/DT/det/1 river/NN/nsubj/2 remains/VBZ/-/2 closed/JJ/acomp/2",
    "talks/NNS/nsubj/1 failed/VBD/-/1",
    "the/DT/det/1 truce/NN/nsubj/2 holds/VBZ/-/2",
)
SAID = "said/VBD/-/0"
STOP = Part("././punct/0", "punct", 1)


def sentences() -> Iterator[Parsed]:
    """Each twice: what is said, and what is said on a Friday."""
    for subject, clause in product(SUBJECTS, CLAUSES):
        told = [Part(subject, "nsubj", 1), Part(SAID, "ROOT", 1), Part(clause, "ccomp", 1)]
        yield parsed(*told, STOP)
        yield parsed(*told, Part("on/IN/-/0 Friday/NNP/pobj/0", "prep", 1), STOP)


def given(nlp: Language, text: str, *parts: Part) -> Doc:
    """The text with exactly that parse."""
    words, tags, labels, heads = parsed(*parts)
    places = [0]
    for word in words:
        places.append(text.index(word, places[-1]) + len(word))
    spaces = [text[place : place + 1] == " " for place in places[1:]]
    doc = Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, deps=labels, heads=heads)
    assert doc.text == text
    return doc


def train(folder: Path) -> Path:
    fix_random_seed(7)
    nlp = spacy.blank("en", meta={"name": "treebank"})
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser", config={"min_action_freq": 1})  # no label is too rare for thirty sentences
    examples = [
        Example.from_dict(Doc(nlp.vocab, words=words), {"tags": tags, "deps": labels, "heads": heads})
        for words, tags, labels, heads in sentences()
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(EPOCHS):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return folder

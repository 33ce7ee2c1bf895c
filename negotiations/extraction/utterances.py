"""What is said in an article, in order: each attribution with its speakers, and what goes on from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from negotiations.extraction import rules
from negotiations.extraction.attributions import Attribution, Reader
from negotiations.extraction.discourse import Discourse
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span
from negotiations.extraction.speakers import Speaker

# Whoever reads a sentence better than the rules may move the spans of what they found in it.
Sharpen = Callable[[Span, Sequence[Attribution]], Sequence[Attribution]]


@dataclass(frozen=True)
class Utterance:
    """An attribution with its speakers: one, or one of each party to a joint statement.

    `continues`: goes on with the words of the utterance before.
    """

    attribution: Attribution
    speakers: tuple[Speaker, ...]
    sentence: Sentence
    continues: bool = False


def find_utterances(
    body: str,
    sentences: Iterable[Sentence],
    mentions: Mentions,
    discourse: Discourse,
    sharpen: Sharpen | None = None,
) -> list[Utterance]:
    """In order; a quote that runs over paragraphs is its last paragraph's speaker's, who is often named only there."""
    found = list(_in_order(body, sentences, mentions, discourse, sharpen))
    for place in range(len(found) - 1, 0, -1):
        if _runs_on(found[place - 1], found[place]):
            found[place - 1] = replace(found[place - 1], speakers=found[place].speakers)
    return found


def _runs_on(first: Utterance, second: Utterance) -> bool:
    opening = second.sentence.tokens[0].quote
    adjacent = second.sentence.paragraph - first.sentence.paragraph in (0, 1)
    return first.attribution.rule == rules.CONTINUED and adjacent and opening is not None and opening.continues


def _in_order(
    body: str,
    sentences: Iterable[Sentence],
    mentions: Mentions,
    discourse: Discourse,
    sharpen: Sharpen | None = None,
) -> Iterator[Utterance]:
    last: Utterance | None = None
    introduced: Span | None = None
    for sentence in sentences:
        discourse.note(sentence)
        reader = Reader(body, sentence, mentions)
        found = reader.attributions()
        for attribution in sharpen(sentence.span, found) if sharpen else found:
            if attribution.source is None and introduced:
                attribution = replace(attribution, source=introduced, rule=rules.INTRODUCED)
            last = _utterance(attribution, sentence, last, discourse)
            yield last
        introduced = reader.introduction()


def _utterance(attribution: Attribution, sentence: Sentence, last: Utterance | None, discourse: Discourse) -> Utterance:
    if attribution.source:
        return Utterance(attribution, tuple(discourse.speakers(attribution.source)), sentence)
    if opener := discourse.opener(sentence, since=last.attribution.evidence.end if last else -1):
        place, speaker = opener
        return Utterance(replace(attribution, source=place), (speaker,), sentence)
    if last is None or sentence.paragraph - last.sentence.paragraph > 1:
        return Utterance(attribution, (), sentence)
    carried = replace(attribution, source=last.attribution.source, cue=last.attribution.cue)
    return Utterance(carried, last.speakers, sentence, sentence.paragraph == last.sentence.paragraph)


def joined(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Each that is attributed, with those that continue it: one utterance, however many quotes it is printed in."""
    held: Utterance | None = None
    for utterance in utterances:
        if held and utterance.continues:
            held = _together(held, utterance)
            continue
        if held and held.attribution.rule != rules.CONTINUED:
            yield held
        held = utterance
    if held and held.attribution.rule != rules.CONTINUED:
        yield held


def _together(first: Utterance, second: Utterance) -> Utterance:
    one, other = first.attribution, second.attribution
    evidence = Span(one.evidence.start, other.evidence.end)
    return replace(first, attribution=replace(one, content=(*one.content, *other.content), evidence=evidence))

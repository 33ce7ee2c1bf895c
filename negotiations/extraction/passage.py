"""What can be told of a passage that somebody marked, whether or not a rule suggests it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiations.extraction.article import WITHOUT_OUTCOME, Article
from negotiations.extraction.attributions import Channel
from negotiations.extraction.calibration import shipped
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.outcomes import Range, guess_outcome
from negotiations.extraction.suggestion import Suggestion
from negotiations.extraction.utterances import Utterance
from negotiations.extraction.verbs import Act

DIRECT: Channel = "direct"
INDIRECT: Channel = "indirect"


@dataclass(frozen=True)
class Told:
    """As in a suggestion; `why` says what it rests on."""

    speaker: str | None
    party: str | None
    addressee: str | None
    act: Act | None
    issue: str | None
    outcome: Range | None
    kind: Channel
    why: str


def tell(body: str, lexicon: Lexicon, day: date, start: int, end: int) -> Told:
    """From the suggestion that shares most of it; else from whoever speaks nearest to it, and its own words."""
    article = Article(body, lexicon, day, shipped())
    best = max(article.suggestions(), key=lambda one: _shared(one, start, end), default=None)
    kind = DIRECT if _is_quoted(article, start, end) else INDIRECT
    if best and _shared(best, start, end):
        return _as_suggested(article, best, body[start:end], kind)
    return _nearest(article, start, end, kind)


def _shared(one: Suggestion, start: int, end: int) -> int:
    return max(0, min(one.end, end) - max(one.start, start))


def _is_quoted(article: Article, start: int, end: int) -> bool:
    """Whether at least half of it stands in quotation marks."""
    quoted = sum(max(0, min(quote.end, end) - max(quote.start, start)) for quote in article.quotes)
    return 2 * quoted >= end - start


def _as_suggested(article: Article, best: Suggestion, words: str, kind: Channel) -> Told:
    """Its own words tell the issue and the outcome better than those around them."""
    issue = article.issues.told(words) or best.issue
    outcome = _outcome(article.lexicon, issue, best.act, words) or (best.outcome if issue == best.issue else None)
    why = f"by the rule “{best.rule}”, which suggests a passage that overlaps this one"
    return Told(best.speaker, best.party, best.addressee, best.act, issue, outcome, kind, why)


def _nearest(article: Article, start: int, end: int, kind: Channel) -> Told:
    words = article.body[start:end]
    issue = article.issues.told(words)
    spoken = [one for one in article.utterances if one.speakers]
    near = min(spoken, key=lambda one: _distance(one, start, end), default=None)
    speaker = near.speakers[0] if near else None
    party = article.lexicon.party_name(speaker.party) if speaker else None
    why = "the speaker named nearest to it; the rest by its own words" if speaker else "its own words"
    outcome = _outcome(article.lexicon, issue, None, words)
    return Told(speaker.name if speaker else None, party, None, None, issue, outcome, kind, why)


def _distance(one: Utterance, start: int, end: int) -> int:
    """In characters, whichever way."""
    place = one.attribution.evidence
    return max(0, place.start - end, start - place.end)


def _outcome(lexicon: Lexicon, issue: str | None, act: Act | None, words: str) -> Range | None:
    named = next((one for one in lexicon.issues if one.slug == issue), None)
    if named is None or (act is not None and act in WITHOUT_OUTCOME):
        return None
    return guess_outcome(named, words).range

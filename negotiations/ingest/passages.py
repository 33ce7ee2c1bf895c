"""What the extraction tells of a passage that somebody marked in a stored article."""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.codebook.export import export_codebook
from negotiations.codebook.lexicon import lexicon_of
from negotiations.extraction.passage import Told, tell
from negotiations.models import Article, Party, Person


@dataclass(frozen=True)
class Guess:
    """`person` and `party` by the codebook; the others as told."""

    told: Told
    person: Person | None
    party: Party | None
    addressee: Party | None


def guess_passage(article: Article, start: int, end: int) -> Guess:
    lexicon = lexicon_of(export_codebook(article.negotiation))
    told = tell(article.body, lexicon, article.date, start, end)
    parties = {party.name: party for party in Party.objects.filter(negotiation=article.negotiation)}
    person = Person.objects.filter(negotiation=article.negotiation, name=told.speaker or "").first()
    return Guess(told, person, parties.get(told.party or ""), parties.get(told.addressee or ""))

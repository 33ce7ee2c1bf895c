"""The bare words of many statements, for what shows each of them in passing: one query, no bodies of articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from negotiations.models import Channel, Issue, Party, Statement
from negotiations.positions import Coded
from negotiations.readers.agenda import Agenda, outcome_words


@dataclass(frozen=True)
class Quote:
    """`speaker` is empty where the words are the party's, as reported."""

    coded: Coded
    party: Party
    issue: Issue | None
    words: str
    speaker: str
    channel: Channel

    @property
    def outcome_words(self) -> str:
        return outcome_words(self.issue, self.coded.outcome) if self.issue and self.coded.outcome else ""

    @property
    def in_quotation_marks(self) -> bool:
        """Only around someone's own words, and where the article has not set them itself."""
        return self.channel == Channel.DIRECT and not self.words.startswith(("“", '"', "‘", "«"))


def quotes_of(agenda: Agenda, coded: Iterable[Coded]) -> list[Quote]:
    """In the order given."""
    said = list(coded)
    rows = Statement.objects.filter(pk__in=[one.id for one in said])
    found = {row[0]: row[1:] for row in rows.values_list("pk", "quote", "person__name", "speaker", "channel")}
    return [_quote(agenda, one, *found[one.id]) for one in said if one.id in found]


def _quote(agenda: Agenda, coded: Coded, words: str, person: str | None, speaker: str, channel: str) -> Quote:
    party = agenda.party_by_id[coded.party]
    return Quote(coded, party, agenda.issue_by_id.get(coded.issue or 0), words, person or speaker, Channel(channel))

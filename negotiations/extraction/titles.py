"""For whom a person speaks whom the codebook does not know: by the title, beside the name or from the context."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.names import TITLES
from negotiations.extraction.spans import Span
from negotiations.extraction.speakers import Speaker
from negotiations.extraction.vocabulary import SPEAKING_NOUNS, words

APPOSITION = 120  # characters beside a name in which its title may stand
OPENING = 30  # characters in which a sentence names what it is about
CONTEXT = 300  # characters back in which "Foreign minister Doe" looks for his country
LEGISLATORS = words("senator sen congressman congresswoman legislator")
LEGISLATURES = words("congress senate parliament assembly")
OFFICIAL = words("minister secretary president premier chancellor leader spokesman spokeswoman spokesperson envoy")
SPEAKING_FOR = words("speaks leads represents heads negotiates leading representing heading of")
APPOSED = re.compile(r",[^.!?“”\"\n]{2,119}?(?=[,.])")
INDEPENDENT = words(
    "analyst expert professor economist activist journalist researcher lawyer historian teacher student"
)


@dataclass(frozen=True)
class Titles:
    body: str
    lexicon: Lexicon
    mentions: Mentions

    def told(self, speaker: Speaker, mention: Mention, source: Span) -> Speaker:
        """The stranger with the party that the words around the name tell, if they tell one."""
        title = self.body[source.start : mention.start].lower()
        if INDEPENDENT & words(title):
            return speaker
        if party := self._beside(mention, source):
            return replace(speaker, party=party, certainty=0.8, why="title")
        party = self._of_context(title, source.start)
        return replace(speaker, party=party, certainty=0.6, why="title, and who was spoken of")

    def _beside(self, mention: Mention, source: Span) -> str | None:
        """By "Norlandic envoy Doe", "Doe, who speaks for Norland, said" or "an aide to Roe, Jane Doe, said"."""
        zones = (Span(source.start, mention.start), self._behind(mention), self._in_front(source))
        return next((party for zone in zones if zone for party in self._parties(zone)), None)

    def _behind(self, mention: Mention) -> Span | None:
        after = self.body[mention.end : mention.end + APPOSITION]
        apposition = APPOSED.match(after)
        return self._if_titular(Span(mention.end, mention.end + apposition.end())) if apposition else None

    def _in_front(self, source: Span) -> Span | None:
        before = self.body[max(0, source.start - APPOSITION) : source.start].rstrip()
        if not before.endswith(","):
            return None
        start = max(before.rfind(". "), before.rfind("\n"), before[:-1].rfind(","), 0)
        return self._if_titular(Span(max(0, source.start - APPOSITION) + start, source.start))

    def in_front_of(self, source: Span) -> str:
        """The title in "its foreign minister, Jane Doe, said"; empty where there is none."""
        zone = self._in_front(source)
        return self.body[zone.start : zone.end].lower().strip(' ,.“"\n') if zone else ""

    def _if_titular(self, zone: Span) -> Span | None:
        plain = words(self.body[zone.start : zone.end].lower())
        return zone if plain & (SPEAKING_NOUNS | SPEAKING_FOR) else None

    def _parties(self, zone: Span) -> list[str]:
        return [mention.party for mention in self.mentions.within(zone) if mention.party]

    def _of_context(self, title: str, place: int) -> str | None:
        """Whose minister "Foreign minister Doe" is: the country spoken of right before."""
        plain = words(title)
        if LEGISLATORS & plain:
            return self._only_legislature()
        bare = bool(OFFICIAL & plain) and plain <= TITLES | {"ministry", "office"}
        return self.party_before(place) if bare else None

    def _only_legislature(self) -> str | None:
        houses = [party.slug for party in self.lexicon.parties if LEGISLATURES & words(" ".join(party.names).lower())]
        return houses[0] if len(houses) == 1 else None

    def party_before(self, place: int) -> str | None:
        """The party that the sentence before opens with, else the last that was named."""
        start = max(0, place - CONTEXT)
        near = [one for one in self.mentions.within(Span(start, place)) if one.party and not one.person]
        sentence = start + max(
            self.body.rfind(stop, start, max(start, place - 2)) - start for stop in (". ", "\n", "” ")
        )
        opening = [one for one in near if sentence < one.start < sentence + OPENING]
        named = [one.party for one in near if one.is_name]
        return opening[0].party if opening else named[-1] if named else None

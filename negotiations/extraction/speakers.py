"""Who speaks: the subject of a cue, and the persons and parties that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from negotiations.extraction.lexicon import Lexicon, Person
from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import EVERY_SIDE, SIDES, SPEAKING_NOUNS, SUBJECT_PRONOUNS, words

OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}
REACH = 1500  # characters back in which a pronoun looks for its person
CHIEFS = words("chief top lead leading main head")
ANAPHORIC_NOUNS = words(
    """president minister premier chancellor secretary leader diplomat official spokesman spokeswoman
        spokesperson envoy ambassador negotiator adviser advisor aide pope commissioner representative"""
)


@dataclass(frozen=True)
class Speaker:
    """`name` is the person's full name where known, else the words of the article; `party` is a slug."""

    name: str
    person: Person | None = None
    party: str | None = None
    is_person: bool = True
    certainty: float = 1.0
    why: str = ""


@dataclass
class Discourse:
    """Reads the article in order and remembers who has been talked about; quoted words do not count."""

    body: str
    lexicon: Lexicon
    day: date
    mentions: Mentions
    _salient: list[tuple[int, Speaker]] = field(default_factory=list)

    def note(self, sentence: Sentence) -> None:
        """The person a sentence opens with is one that a later pronoun may mean."""
        for token in sentence.tokens[:9]:
            if token.quote:
                return
            found = [m for m in self.mentions.within(Span(token.start, token.end)) if m.is_person]
            if found and not _is_owner(self.body, found[0]):
                self._salient.append((found[0].start, _as_speaker(found[0])))
                return

    def speakers(self, source: Span) -> list[Speaker]:
        """Everyone whom a noun phrase stands for: one speaker, or one of each party in a joint statement."""
        text = self.body[source.start : source.end]
        speakers = list(self._resolved(text, source))
        self._salient += [(source.start, speaker) for speaker in speakers]
        return speakers

    def _resolved(self, text: str, source: Span) -> Iterator[Speaker]:
        plain = text.lower().split()
        if len(plain) == 1 and (pronoun := OWNERS.get(plain[0], plain[0])) in SUBJECT_PRONOUNS:
            yield self._by_pronoun(text, pronoun, source.start)
        elif EVERY_SIDE & set(plain[:2]) and SIDES & set(plain):
            yield from self._every_side(text)
        else:
            yield from self._named(text, source)

    def _every_side(self, text: str) -> Iterator[Speaker]:
        principals = [party for party in self.lexicon.parties if party.role == "principal"]
        if len(principals) != 2:
            yield Speaker(text, is_person=False)
            return
        for party in principals:
            yield Speaker(text, party=party.slug, is_person=False, certainty=0.8, why="both sides")

    def _named(self, text: str, source: Span) -> Iterator[Speaker]:
        heads = [mention for mention in self.mentions.within(source) if self._is_head(mention, source)]
        if heads and (" and " in text or "," in text):
            seen: set[str | None] = set()
            for mention in heads:
                if mention.party not in seen:
                    seen.add(mention.party)
                    yield _as_speaker(mention)
        elif persons := [mention for mention in heads if mention.is_person]:
            yield self._with_party_of_title(persons[-1], source)
        else:
            yield self._by_role(text, source)

    def _is_head(self, mention: Mention, source: Span) -> bool:
        before = self.body[source.start : mention.start].rstrip().rsplit(" ", 1)[-1].lower()
        owned = _is_owner(self.body, mention) or (
            before in ("to", "of", "for", "in", "with") and not mention.is_stranger
        )
        return mention.is_name and mention.end <= source.end and not owned

    def _with_party_of_title(self, mention: Mention, source: Span) -> Speaker:
        """ "German minister Jane Doe" speaks for Germany though the codebook does not know her."""
        if mention.person or mention.party:
            return _as_speaker(mention)
        titles = self.mentions.within(Span(source.start, mention.start))
        party = next((title.party for title in titles if title.party), None)
        return Speaker(mention.text, party=party, certainty=0.8, why="title" if party else "")

    def _by_role(self, text: str, source: Span) -> Speaker:
        plain = words(text.lower())
        owners = [mention for mention in self.mentions.within(source) if mention.party]
        if not owners:
            return self._by_anaphora(text, plain, source)
        ends_with_name = owners[-1].is_name and owners[-1].end == source.end
        if ends_with_name and len(owners) == 1 and not owners[-1].person:
            return Speaker(text, party=owners[-1].party, is_person=False, why="party named")
        if holder := self._office_holder(plain, owners[0].party):
            return Speaker(holder.name, holder, holder.party_on(self.day), certainty=0.9, why="office held")
        speaks = bool(SPEAKING_NOUNS & plain) or ends_with_name
        return Speaker(text, party=owners[0].party if speaks else None, is_person=False, certainty=0.85, why="role")

    def _office_holder(self, plain: frozenset[str], party: str | None) -> Person | None:
        """The one person whose office of that day has all its words in the phrase, or who is the chief of its kind."""
        holders = {
            person.slug: person
            for person in self.lexicon.persons
            if person.party_on(self.day) == party
            for office in person.offices_on(self.day)
            for title in office.title.replace(";", ",").split(",")
            if _title_fits(words(title.lower()), plain)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _by_anaphora(self, text: str, plain: frozenset[str], source: Span) -> Speaker:
        """ "the minister" is the minister spoken of last; "the diplomat" whoever spoke last."""
        kind = ANAPHORIC_NOUNS & plain
        if not (text.lower().startswith("the ") and kind and len(plain) <= 3):
            return Speaker(text, is_person=False)
        recent = [speaker for _, speaker in self._before(source.start) if speaker.is_person]
        fitting = [speaker for speaker in recent if _holds_office(speaker.person, kind, self.day)] or recent
        found = fitting[-1] if fitting else None
        return _again(found, 0.75, f"“{text}”") if found else Speaker(text, is_person=False)

    def _by_pronoun(self, text: str, pronoun: str, place: int) -> Speaker:
        candidates = [speaker for _, speaker in self._before(place) if _fits(speaker, pronoun)]
        if not candidates or pronoun in ("we", "i", "you"):
            return Speaker(text, is_person=False, certainty=0.3)
        rivals = {speaker.name for speaker in candidates[-3:]}
        return _again(candidates[-1], 0.9 if len(rivals) == 1 else 0.75, f"“{text}”")

    def _before(self, place: int) -> list[tuple[int, Speaker]]:
        return sorted(
            (entry for entry in self._salient[-40:] if place - REACH < entry[0] < place),
            key=lambda entry: entry[0],
        )


def _as_speaker(mention: Mention) -> Speaker:
    if mention.person:
        return Speaker(mention.person.name, mention.person, mention.party, why="name")
    if mention.is_stranger:
        return Speaker(mention.text, party=mention.party, certainty=0.8)
    return Speaker(mention.text, party=mention.party, is_person=False, why="party named")


def _again(speaker: Speaker, certainty: float, why: str) -> Speaker:
    return Speaker(
        speaker.name, speaker.person, speaker.party, speaker.is_person, min(speaker.certainty, certainty), why
    )


def _is_owner(body: str, mention: Mention) -> bool:
    """ "Doe's", where the words that follow are meant and not he."""
    return body[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))


def _title_fits(title: frozenset[str], plain: frozenset[str]) -> bool:
    if CHIEFS & title and CHIEFS & plain:
        return (title - CHIEFS) <= plain
    return title <= plain and not (words("deputy vice former") & plain - title)


def _holds_office(person: Person | None, kind: frozenset[str], day: date) -> bool:
    return person is not None and any(kind & words(office.title.lower()) for office in person.offices_on(day))


def _fits(speaker: Speaker, pronoun: str) -> bool:
    if pronoun in ("he", "she"):
        known = speaker.person.pronoun if speaker.person else None
        return speaker.is_person and known in (None, pronoun)
    return not speaker.is_person

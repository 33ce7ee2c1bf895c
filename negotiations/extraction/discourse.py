"""Who speaks: reads the article in order and remembers who has been talked about; quoted words do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise, takewhile

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.mentions import TITLES, Mention, Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span
from negotiations.extraction.speakers import HUMANS, Speaker, as_source, as_speaker, holds_office, office_holder
from negotiations.extraction.vocabulary import EVERY_SIDE, PREPOSITIONS, SIDES, SPEAKING_NOUNS, SUBJECT_PRONOUNS, words

OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}
REACH = 1500  # characters back in which a pronoun looks for its person
APPOSITION = 120  # characters beside a name in which its title may stand
CONTEXT = 300  # characters back in which "Foreign minister Doe" looks for his country
ANAPHORIC_NOUNS = words(
    """president minister premier chancellor secretary leader diplomat official spokesman spokeswoman
        spokesperson envoy ambassador negotiator adviser advisor aide pope commissioner representative
        senator lawmaker politician veteran"""
)
SOURCES = ANAPHORIC_NOUNS | words("source person officials diplomats sources")
THINGS = words("paper newspaper letter order power centre center quarter broadcaster chamber offer border number")
LEGISLATORS = words("senator sen congressman congresswoman legislator")
LEGISLATURES = words("congress senate parliament assembly")
INDEPENDENT = words("analyst expert professor economist activist journalist researcher lawyer historian teacher student")
DOCUMENTS = words("statement letter communique communiqué tweet post message text note")
OFFICIAL = words("minister secretary president premier chancellor leader spokesman spokeswoman spokesperson envoy")


@dataclass
class Discourse:
    """`_salient`: who was named or spoke, with the place; `_homes`: the party of each stranger, once it was told."""

    body: str
    lexicon: Lexicon
    day: date
    mentions: Mentions
    _salient: list[tuple[int, Speaker]] = field(default_factory=list)
    _homes: dict[str, str] = field(default_factory=dict)

    def note(self, sentence: Sentence) -> None:
        """The person a sentence opens with is one that a later pronoun may mean; not whom it opens beside."""
        self._note_introduced(sentence)
        self._note_nameless(sentence)
        for before, token in pairwise([None, *sentence.tokens[:9]]):
            if token is None or token.quote:
                return
            if before and before.lower in PREPOSITIONS:
                continue
            found = [m for m in self.mentions.within(Span(token.start, token.end)) if m.is_person]
            if found and not _is_owner(self.body, found[0]):
                self._salient.append((found[0].start, self._at_home(as_speaker(found[0]))))
                return

    def _note_introduced(self, sentence: Sentence) -> None:
        """ "…, replied Doe, who spoke of poker:"."""
        for token, following in pairwise(sentence.tokens):
            if token.text == "," and following.lower == "who":
                named = [m for m in self.mentions.within(Span(token.start - 30, token.start)) if m.end == token.start]
                self._salient += [(m.start, self._at_home(as_speaker(m))) for m in named if m.is_person]

    def _note_nameless(self, sentence: Sentence) -> None:
        """ "A senior official, who asked not to be named, was less diplomatic."."""
        opening = list(takewhile(lambda token: token.is_word, sentence.tokens[:7]))
        if opening and opening[0].lower in ("a", "an", "one", "another") and opening[-1].lower in HUMANS:
            span = Span(opening[0].start, opening[-1].end)
            self._salient.append((span.start, self._by_role(self.body[span.start : span.end], span)))

    def speakers(self, source: Span) -> list[Speaker]:
        """Everyone whom a noun phrase stands for: one speaker, or one of each party in a joint statement."""
        text = self.body[source.start : source.end]
        speakers = [self._at_home(speaker) for speaker in self._resolved(text, source)]
        self._salient += [(source.start, speaker) for speaker in speakers]
        return speakers

    def _at_home(self, speaker: Speaker) -> Speaker:
        """A stranger keeps the party that his title told when he was first named."""
        if speaker.person or not speaker.is_person:
            return speaker
        if speaker.party:
            self._homes.setdefault(speaker.name, speaker.party)
        return replace(speaker, party=speaker.party or self._homes.get(speaker.name))

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
            yield as_source(text)
            return
        for party in principals:
            yield Speaker(text, party=party.slug, is_person=False, certainty=0.8, why="both sides")

    # -- names ------------------------------------------------------------------------------------------------

    def _named(self, text: str, source: Span) -> Iterator[Speaker]:
        heads = [mention for mention in self.mentions.within(source) if self._is_head(mention, source)]
        persons = [mention for mention in heads if mention.is_person]
        if len(heads) > 1 and " and " in text:
            seen: set[str | None] = set()
            for mention in heads:
                if mention.party not in seen:
                    seen.add(mention.party)
                    yield as_speaker(mention)
        elif persons:
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
        speaker = as_speaker(mention)
        if speaker.person or speaker.party or speaker.name in self._homes:
            return speaker
        named = self._of_title(mention, source)
        party = named or self._of_context(self.body[source.start : mention.start].lower(), source.start)
        certainty = 0.8 if named else 0.6
        return replace(speaker, party=party, certainty=certainty, why="title" if named else "title, and who was spoken of")

    def _of_title(self, mention: Mention, source: Span) -> str | None:
        """By "Norlandic envoy Doe", "Doe, who speaks for Norland, said" or "an aide to Roe, Jane Doe, said"."""
        if INDEPENDENT & words(self.body[source.start : mention.start].lower()):
            return None
        title = self._parties(source.start, mention.start)
        after = self.body[mention.end : mention.end + APPOSITION]
        before = self.body[max(0, source.start - APPOSITION) : source.start]
        if not title and after.startswith(",") and "," in after[1:]:
            end = mention.end + after.index(",", 1)
            title = self._parties(mention.end, end) if _is_titular(self.body[mention.end : end]) else []
        if not title and before.rstrip().endswith(","):
            start = max(before.rfind(". "), before.rfind("\n"), before.rstrip()[:-1].rfind(","), 0)
            start += source.start - len(before)
            title = self._parties(start, source.start) if _is_titular(self.body[start : source.start]) else []
        return next(iter(title), None)

    def _parties(self, start: int, end: int) -> list[str]:
        return [mention.party for mention in self.mentions.within(Span(start, end)) if mention.party]

    def _of_context(self, title: str, place: int) -> str | None:
        """Whose minister "Foreign minister Doe" is, or "its foreign minister": the party spoken of right before."""
        plain = title.split()
        if LEGISLATORS & set(plain):
            houses = [party.slug for party in self.lexicon.parties if LEGISLATURES & words(" ".join(party.names).lower())]
            return houses[0] if len(houses) == 1 else None
        if plain and plain[0] in OWNERS:
            return self._by_pronoun(plain[0], OWNERS[plain[0]], place).party or self._party_before(place)
        if plain[:1] == ["the"] and len(plain) > 1 and plain[1].endswith(("'s", "’s")):
            owner = self._by_anaphora(f"the {plain[1][:-2]}", words(f"the {plain[1][:-2]}"), Span(place, place))
            spoke = next((one.party for _, one in reversed(self._before(place)) if one.party), None)
            return owner.party or spoke or self._party_before(place)
        bare = bool(OFFICIAL & set(plain)) and set(plain) <= TITLES | {"ministry", "office"}
        return self._party_before(place) if bare else None

    def _party_before(self, place: int) -> str | None:
        named = [m for m in self.mentions.within(Span(max(0, place - CONTEXT), place)) if m.party and m.is_name and not m.person]
        return named[-1].party if named else None

    # -- roles ------------------------------------------------------------------------------------------------

    def _by_role(self, text: str, source: Span) -> Speaker:
        plain = words(text.lower())
        owners = [mention for mention in self.mentions.within(source) if mention.party]
        if not owners:
            return self._by_anaphora(text, plain, source)
        ends_with_name = owners[-1].is_name and owners[-1].end == source.end
        if ends_with_name and len(owners) == 1 and not owners[-1].person:
            return Speaker(text, party=owners[-1].party, is_person=False, why="party named")
        if holder := office_holder(self.lexicon, self.day, plain, owners[0].party):
            return Speaker(holder.name, holder, holder.party_on(self.day), certainty=0.9, why="office held")
        speaks = bool(SPEAKING_NOUNS & plain) or ends_with_name
        return as_source(text, owners[0].party if speaks else None, 0.85, "role")

    def _by_anaphora(self, text: str, plain: frozenset[str], source: Span) -> Speaker:
        """ "The minister" is the minister spoken of last; "the source" the last of those; "one of them" likewise."""
        before = [speaker for _, speaker in self._before(source.start)]
        kind = SOURCES & plain
        if DOCUMENTS & plain and text.lower().startswith("the ") and len(plain) < 4:
            found = before[-1] if before else None
        elif text.lower().startswith(("one of them", "another of them", "one of the")):
            found = next((one for one in reversed(before) if not one.is_person and one.name.lower().endswith("s")), None)
        elif not text.lower().startswith("the ") or len(plain) > 4:
            found = None
        elif same := [one for one in before if kind & words(one.name.lower())]:
            found = same[-1]
        elif kind or _is_human(text):
            persons = [one for one in before if one.is_person]
            fitting = [one for one in persons if holds_office(one.person, kind, self.day)]
            found = (fitting or persons or [None])[-1]
        else:
            found = None
        return found.again(0.75, f"“{text}”") if found else as_source(text)

    # -- pronouns ---------------------------------------------------------------------------------------------

    def _by_pronoun(self, text: str, pronoun: str, place: int) -> Speaker:
        candidates = [speaker for _, speaker in self._before(place) if _fits(speaker, pronoun)]
        if not candidates or pronoun in ("we", "i", "you"):
            return as_source(text, certainty=0.3)
        rivals = {speaker.name for speaker in candidates[-3:]}
        return candidates[-1].again(0.9 if len(rivals) == 1 else 0.75, f"“{text}”")

    def _before(self, place: int) -> list[tuple[int, Speaker]]:
        return sorted(
            (entry for entry in self._salient[-40:] if place - REACH < entry[0] < place),
            key=lambda entry: entry[0],
        )


def _is_owner(body: str, mention: Mention) -> bool:
    """ "Doe's", where the words that follow are meant and not he."""
    return body[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))


def _is_titular(text: str) -> bool:
    plain = words(text.lower())
    return bool(plain & (SPEAKING_NOUNS | {"who"}))


def _is_human(text: str) -> bool:
    """ "the Norlander", "the 62-year-old", "the former banker", "the professor"."""
    last = text.split()[-1].lower()
    made = last.endswith(("er", "or", "ist", "man", "woman", "-old")) and last not in THINGS
    return made or " former " in text or " veteran " in text


def _fits(speaker: Speaker, pronoun: str) -> bool:
    if pronoun in ("he", "she"):
        known = speaker.person.pronoun if speaker.person else None
        return (speaker.is_person or speaker.is_human) and known in (None, pronoun)
    return not speaker.is_person

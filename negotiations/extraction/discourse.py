"""Who speaks: reads the article in order and remembers who has been talked about; quoted words do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise, takewhile

from negotiations.extraction.anaphora import DOCUMENTS, by_common_noun, by_pronoun
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span
from negotiations.extraction.speakers import HUMANS, Speaker, as_source, as_speaker, office_holder
from negotiations.extraction.titles import Titles
from negotiations.extraction.vocabulary import (
    EVERY_SIDE,
    PREPOSITIONS,
    SIDES,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
    is_human,
    words,
)

OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}
SPOKESMEN = ("a spokesman", "a spokeswoman", "a spokesperson", "a ministry spokesman", "a government spokesman")
AND = re.compile(r" and ")
REACH = 1500  # characters back in which a pronoun looks for its person


@dataclass
class Discourse:
    """`_salient`: who was named or spoke, with the place; `_homes`: the party of each stranger, once it was told."""

    body: str
    lexicon: Lexicon
    day: date
    mentions: Mentions
    _salient: list[tuple[int, Speaker]] = field(default_factory=list)
    _homes: dict[str, str] = field(default_factory=dict)
    _opener: tuple[int, Span, Speaker] | None = None

    def __post_init__(self) -> None:
        self.titles = Titles(self.body, self.lexicon, self.mentions)

    # -- who may be meant later -------------------------------------------------------------------------------

    def note(self, sentence: Sentence) -> None:
        """The person a sentence opens with is one that a later pronoun may mean; not whom it opens beside."""
        self._note_introduced(sentence)
        self._note_nameless(sentence)
        for before, token in pairwise([None, *sentence.tokens[:9]]):
            if token is None or token.quote:
                return
            if before and before.lower in PREPOSITIONS - ({"for", "to"} if before is sentence.tokens[0] else set()):
                continue
            found = [m for m in self.mentions.within(Span(token.start, token.end)) if m.is_person]
            if found and not _is_owner(self.body, found[0]):
                opening = Span(sentence.tokens[0].start, found[0].end)
                speaker = self._at_home(
                    self._person(found[0], opening) if found[0].is_stranger else as_speaker(found[0])
                )
                self._salient.append((found[0].start, speaker))
                self._opener = sentence.paragraph, Span(found[0].start, found[0].end), speaker
                return

    def opener(self, sentence: Sentence, since: int) -> tuple[Span, Speaker] | None:
        """Whom the paragraph before was last about, where a new one is nothing but a quote: likely the speaker."""
        if self._opener is None:
            return None
        paragraph, place, speaker = self._opener
        fresh = sentence.paragraph - paragraph == 1 and place.start > since
        return (place, speaker.again(0.5, "whom the sentence before is about")) if fresh else None

    def _note_introduced(self, sentence: Sentence) -> None:
        """ "…, replied Doe, who spoke of poker:", "the team is led by Doe"."""
        for token, following in pairwise(sentence.tokens):
            near = Span(token.start - 30, token.start)
            named: Sequence[Mention] = ()
            if token.text == "," and following.lower == "who":
                named = [m for m in self.mentions.within(near) if m.end == token.start]
            elif token.lower in ("led", "headed") and following.lower == "by":
                named = self.mentions.within(Span(following.end, following.end + 30))[:1]
            self._salient += [(m.start, self._at_home(as_speaker(m))) for m in named if m.is_person]

    def _note_nameless(self, sentence: Sentence) -> None:
        """ "A senior official, who asked not to be named, was less diplomatic."."""
        opening = list(takewhile(lambda token: token.is_word, sentence.tokens[:6]))
        human = next((token for token in opening[1:] if token.lower in HUMANS or is_human(token.text)), None)
        if human and opening[0].lower in ("a", "an", "one", "another"):
            span = Span(opening[0].start, human.end)
            self._salient.append((span.start, self._by_role(self.body[span.start : span.end], span)))

    def _at_home(self, speaker: Speaker) -> Speaker:
        """A stranger keeps the party that his title told when he was first named."""
        if speaker.person or not speaker.is_person:
            return speaker
        if speaker.party:
            self._homes.setdefault(speaker.name, speaker.party)
        return replace(speaker, party=speaker.party or self._homes.get(speaker.name))

    def _before(self, place: int) -> list[Speaker]:
        near = [entry for entry in self._salient[-40:] if place - REACH < entry[0] < place]
        return [speaker for _, speaker in sorted(near, key=lambda entry: entry[0])]

    # -- who speaks -------------------------------------------------------------------------------------------

    def speakers(self, source: Span) -> list[Speaker]:
        """Everyone whom a noun phrase stands for: one speaker, or one of each party in a joint statement."""
        if self.body[source.start : source.end].endswith(("'s", "’s")):  # "Norland's call for a truce"
            source = Span(source.start, source.end - 2)
        text = self.body[source.start : source.end]
        speakers = [self._at_home(speaker) for speaker in self._resolved(text, source)]
        self._salient += [(source.start, speaker) for speaker in speakers]
        return speakers

    def _resolved(self, text: str, source: Span) -> Iterator[Speaker]:
        plain = text.lower().split()
        if len(plain) == 1 and (pronoun := OWNERS.get(plain[0], plain[0])) in SUBJECT_PRONOUNS:
            yield by_pronoun(text, pronoun, self._before(source.start))
        elif _is_every_side(plain):
            yield from self._every_side(text)
        elif joint := list(self._jointly(source)):
            yield from joint
        else:
            yield from self._named(text, source)

    def _jointly(self, source: Span) -> Iterator[Speaker]:
        """ "Norland's rulers and the rebels": each of the parties that an "and" joins; others stay unnamed."""
        text = self.body[source.start : source.end]
        ends = [match.start() for match in AND.finditer(text) if not self._is_within_name(source.start + match.start())]
        start, seen = 0, set[str | None]([None])
        for end in [*ends, len(text)] if ends else []:
            part = Span(source.start + start, source.start + end)
            start = end + len(" and ")
            speaker = self._joint_part(part) if self.mentions.within(part) else None
            if speaker and speaker.party not in seen:
                seen.add(speaker.party)
                yield speaker

    def _is_within_name(self, place: int) -> bool:
        """ "The Group of Hills and Lakes"."""
        return any(mention.start < place < mention.end for mention in self.mentions.within(Span(place - 60, place)))

    def _every_side(self, text: str) -> Iterator[Speaker]:
        principals = [party for party in self.lexicon.parties if party.role == "principal"]
        if len(principals) not in (2, 3):
            yield as_source(text)
            return
        for party in principals:
            yield Speaker(text, party=party.slug, is_person=False, certainty=0.8, why="both sides")

    def _joint_part(self, part: Span) -> Speaker:
        """ "The Norlandic" of "the Norlandic and Sudmarkian sides" is as good as the whole."""
        text = self.body[part.start : part.end]
        speaker = next(self._named(text, part))
        owners = self.mentions.within(part)
        bare = speaker.party is None and len(text.split()) < 4
        return as_source(text, owners[0].party, 0.7, "one of several") if bare else speaker

    def _named(self, text: str, source: Span) -> Iterator[Speaker]:
        heads = [mention for mention in self.mentions.within(source) if self._is_head(mention, source)]
        persons = [mention for mention in heads if mention.is_person]
        if persons:
            yield self._person(persons[-1], source)
        else:
            yield self._by_role(text, source)

    def _is_head(self, mention: Mention, source: Span) -> bool:
        """Not the owner of what follows, nor what "of", "for" or "to" hangs behind another."""
        before = self.body[source.start : mention.start].lower().split()
        link = next((word for word in reversed(before) if word not in ("the", "a", "an")), "")
        hangs = link in ("to", "of", "for", "in", "with") and (not mention.is_stranger or len(before) > 1)
        return mention.is_name and mention.end <= source.end and not hangs and not _is_owner(self.body, mention)

    def _person(self, mention: Mention, source: Span) -> Speaker:
        """ "German minister Jane Doe" speaks for Germany though the codebook does not know her."""
        speaker = as_speaker(mention)
        if speaker.person or speaker.party or speaker.name in self._homes:
            return speaker
        title = (self.body[source.start : mention.start].lower() or self.titles.in_front_of(source)).split()
        if title and (party := self._of_owner(title, source.start)):
            return replace(speaker, party=party, certainty=0.6, why="the owner of the title")
        return self.titles.told(speaker, mention, source)

    def _of_owner(self, title: list[str], place: int) -> str | None:
        """Whose "its foreign minister" or "the president's spokesman" is."""
        before = self._before(place)
        if title[0] in OWNERS:
            return by_pronoun(title[0], OWNERS[title[0]], before).party or self.titles.party_before(place)
        if title[0] == "the" and len(title) > 1 and title[1].endswith(("'s", "’s")):
            owner = by_common_noun(f"the {title[1][:-2]}", before, self.day).party
            spoke = next((one.party for one in reversed(before) if one.party), None)
            return owner or spoke or self.titles.party_before(place)
        return None

    def _by_role(self, text: str, source: Span) -> Speaker:
        plain = words(text.lower())
        owners = [one for one in self.mentions.within(source) if one.party and not self._is_place(one, source)]
        if not owners:
            return self._of_nobody(text, source)
        ends_with_name = owners[-1].is_name and owners[-1].end == source.end
        if ends_with_name and len(owners) == 1 and not owners[-1].person:
            return Speaker(text, party=owners[-1].party, is_person=False, why="party named")
        if holder := office_holder(self.lexicon, self.day, plain, owners[0].party):
            return Speaker(holder.name, holder, holder.party_on(self.day), certainty=0.9, why="office held")
        speaks = bool(SPEAKING_NOUNS & plain) or ends_with_name
        return as_source(text, owners[0].party if speaks else None, 0.85, "role")

    def _is_place(self, mention: Mention, source: Span) -> bool:
        """ "A western diplomat in Havn" is not Havn's."""
        before = self.body[source.start : mention.start].lower().split()
        return mention.is_name and bool(before) and before[-1] in ("in", "at", "near", "outside")

    def _of_nobody(self, text: str, source: Span) -> Speaker:
        """ "An aide of his", "a spokesman": whose he is tells the one spoken of."""
        before = self._before(source.start)
        owner = next((word for word in text.lower().split() if word in OWNERS), None)
        if owner:
            return as_source(text, by_pronoun(owner, OWNERS[owner], before).party, 0.6, f"“{owner}”")
        if text.lower() in SPOKESMEN:
            return as_source(text, self.titles.party_before(source.start), 0.5, "who was spoken of")
        return by_common_noun(text, before, self.day)


def _is_every_side(plain: list[str]) -> bool:
    """ "Both sides", "the two countries", "the delegations", "a joint statement"."""
    every = bool(EVERY_SIDE & set(plain[:2])) or (plain[0] == "the" and len(plain) == 2)
    return (every and bool(SIDES & set(plain))) or ("joint" in plain and bool(DOCUMENTS & set(plain)))


def _is_owner(body: str, mention: Mention) -> bool:
    """ "Doe's", where the words that follow are meant and not he."""
    return body[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))

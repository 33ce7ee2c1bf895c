"""A team member named by an office alone: "his defence minister"."""

from __future__ import annotations

from datetime import date

from negotiations.extraction.delegations.phrases import OFFICES, Phrase, Word
from negotiations.extraction.lexicon import Lexicon


def party_of_office(phrase: Phrase, at: int, before: Phrase | None, lexicon: Lexicon, day: date) -> str | None:
    """Of the parties spoken of here and just before, the first whose office it is; None where no office is named."""
    title = _title(phrase, at)
    spoken = [*phrase.words[:at], *(before.words if before else ())]
    parties = dict.fromkeys(party for word in spoken if (party := _party(word)))
    return next((party for party in parties if title and _holds(party, title, lexicon, day)), None)


def _party(word: Word) -> str | None:
    return word.mention.party if word.mention else None


def _title(phrase: Phrase, at: int) -> str:
    """The last office named before that word, with what describes it."""
    for last in range(at - 1, -1, -1):
        if phrase.lower(last) in OFFICES and phrase.words[last].mention is None:
            described = phrase.words[last - 1] if last else None
            first = last - 1 if described and described.is_plain and len(described.lower) > 3 else last
            return _folded(phrase.text(first, last + 1))
    return ""


def _holds(party: str, title: str, lexicon: Lexicon, day: date) -> bool:
    return any(
        title in _folded(office.title) or sorted(title.split()) == sorted(_content(office.title))
        for person in lexicon.persons
        for office in person.offices_on(day)
        if (office.party or person.party) == party
    )


def _content(title: str) -> list[str]:
    """ "Minister of Defence" has the words of "defence minister"."""
    return [word for word in _folded(title).split() if word not in {"of", "the", "for"}]


def _folded(title: str) -> str:
    return title.lower().replace("defense", "defence")

"""Names that the codebook lacks: runs of capitalised words, and afterwards one of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz, process

from negotiations.extraction.lexicon import Lexicon, Person
from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.names import FOLD, INSTITUTIONS, MONTHS, NOT_NAMES, SPELLING, TITLES
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import NAME_PARTICLES


def find_strangers(
    body: str, sentences: Iterable[Sentence], known: Mentions, lexicon: Lexicon, day: date
) -> Iterator[Mention]:
    """Runs of two capitalised words or more that name nobody known; afterwards their surname alone."""
    variants = {name: person for person in lexicon.persons for name in (person.name, *person.aliases) if " " in name}
    surnames: dict[str, Mention] = {}
    for sentence in sentences:
        for run in _capital_runs(sentence.tokens, known):
            name = body[run[0].start : run[-1].end].translate(FOLD).removesuffix("'s")
            end = run[0].start + len(name)
            if len(run) == 1:
                first = surnames.get(name)
                if first:
                    yield Mention(
                        run[0].start, end, first.text, first.person, first.party, is_stranger=not first.person
                    )
                continue
            person = _variant(name, variants)
            text = person.name if person else body[run[0].start : end]
            party = person.party_on(day) if person else None
            mention = Mention(run[0].start, end, text, person, party, is_stranger=person is None)
            surnames.setdefault(name.split()[-1], mention)
            surnames.setdefault(name.split()[0], mention)
            yield mention


def _variant(name: str, variants: dict[str, Person]) -> Person | None:
    match = process.extractOne(name, variants.keys(), scorer=fuzz.ratio, score_cutoff=SPELLING)
    return variants[match[0]] if match else None


def _capital_runs(tokens: Sequence[Token], known: Mentions) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        surname = run and token.bare in MONTHS  # Theresa May
        if token.is_capital and not _is_known(token, known) and (surname or token.bare not in NOT_NAMES | TITLES):
            run.append(token)
            if token.is_possessive or len(run) > 4:
                yield from _named(run)
                run = []
        elif run and token.text in NAME_PARTICLES:
            run.append(token)
        elif token.text != "." or not run or len(run[-1].text) > 1:
            yield from _named(run)
            run = []
    yield from _named(run)


def _named(run: list[Token]) -> list[list[Token]]:
    while run and run[-1].text in NAME_PARTICLES:
        run.pop()
    return [run] if run and not any(token.bare in INSTITUTIONS for token in run) else []


def _is_known(token: Token, known: Mentions) -> bool:
    return bool(known.within(Span(token.start, token.end)))

"""Who said what, when: the statements of a negotiation narrowed by filters, in a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from negotiations.models import Party, Person, Statement, quotes_words
from negotiations.readers.agenda import NotOnTheAgenda, nearest
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.facets import Facets, Line, facets_of
from negotiations.readers.listing import Place, address_of
from negotiations.readers.period import period_of
from negotiations.readers.quotes import Quote, quotes_of
from negotiations.readers.reading import Reading
from negotiations.readers.window import Window, window_of

PAGE = 30
"""Statements listed at once."""
FACETS = ("party", "act", "issue", "person", "channel", "round", "words")
IN_PASSING = 400
"""So many statements at most have their words beside their marks, too."""
STREAMED = 150
"""So many come by themselves as one scrolls; then the reader asks, so that the foot of the page can be reached."""


@dataclass(frozen=True)
class Timeline:
    """`lines` are all that stands on record, `listed` a page of what was asked for, newest first; `quotes` are the
    words of all of it, unless that is very much."""

    reading: Reading
    query: Mapping[str, Any]
    window: Window
    whole: Window
    lines: Sequence[Line]
    persons: Sequence[Person]
    listed: Sequence[Words]
    place: int
    quotes: Sequence[Quote]

    @property
    def on(self) -> date:
        return self.reading.on

    @property
    def until(self) -> date:
        """The last day of which statements are listed."""
        return min(self.on, self.window.end)

    @cached_property
    def found(self) -> list[Line]:
        """Newest first."""
        return _found(self.lines, self.window, self.on)

    @cached_property
    def later(self) -> list[Line]:
        """Said after the day shown: drawn pale, neither listed nor counted."""
        return [line for line in self._passing if line.said_on > self.on]

    @cached_property
    def _passing(self) -> list[Line]:
        return [line for line in self.lines if _passes(line, self.window)]

    @property
    def standing(self) -> int:
        """All statements by the day shown, whatever was asked for."""
        return sum(line.said_on <= self.on and not line.repeats for line in self.lines)

    @property
    def repeats(self) -> int:
        """Further printings of what was found."""
        return sum(line.repeats and not line.misses and self._is_shown(line) for line in self.lines)

    @property
    def quoted(self) -> int:
        """Those found that have the words in their own quote."""
        return sum(line.quoted for line in self.found)

    def _is_shown(self, line: Line) -> bool:
        return self.window.holds(line.said_on) and line.said_on <= self.on

    @cached_property
    def facets(self) -> Facets:
        shown = [line for line in self.lines if self._is_shown(line) and not line.repeats]
        return facets_of(shown, self.reading.agenda, self.persons, self.asked)

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The values of each filter, none where it was left alone."""
        given = ((name, self.query[name]) for name in FACETS)
        return {name: value if isinstance(value, list) else [value] if value else [] for name, value in given}

    @property
    def chosen(self) -> list[str]:
        """What was asked for, in words."""
        facets = self.facets
        rows = (facets.parties, facets.acts, facets.issues, facets.persons, facets.channels, facets.rounds)
        return [choice.label for choices in rows for choice in choices if choice.chosen] + self.asked["words"]

    @property
    def loosened(self) -> list[tuple[str, int]]:
        """For each filter asked for, how many statements would be found without it."""
        shown = [line for line in self.lines if self._is_shown(line) and not line.repeats]
        alone = Counter(line.misses for line in shown)
        return [(name, len(self.found) + alone[(name,)]) for name, values in self.asked.items() if values]

    @cached_property
    def voices(self) -> set[Party]:
        """Whoever is on record."""
        spoke = {line.party for line in self.lines}
        return {party for party in self.reading.agenda.parties if party.pk in spoke}

    @cached_property
    def parties(self) -> list[Party]:
        """Those with a lane: whoever was asked for, else whoever is on record; the two sides first."""
        asked = self.asked["party"]
        sides = self.reading.agenda.default_sides or ()
        ordered = [*sides, *(party for party in self.reading.agenda.parties if party not in sides)]
        return [party for party in ordered if (party.slug in asked if asked else party in self.voices)]

    @property
    def counts(self) -> Counter[int]:
        """Statements found, by party (id)."""
        return Counter(line.party for line in self.found)

    @property
    def more_before(self) -> str | None:
        last = self.place + len(self.listed)
        return address_of(_place(self.found[last - 1])) if last < len(self.found) else None

    @property
    def further(self) -> int:
        """How many the next page lists."""
        return min(PAGE, len(self.found) - self.place - len(self.listed))

    @property
    def streams(self) -> bool:
        return self.place + len(self.listed) < STREAMED

    @cached_property
    def address(self) -> dict[int, str]:
        """Of each statement found, the `before` of the page that lists it; empty for the first page."""
        found, size = self.found, PAGE
        starts = {first: found[first - 1] for first in range(size, len(found), size)}
        places = {first: address_of(_place(line)) for first, line in starts.items()}
        return {line.id: places.get(at - at % size, "") for at, line in enumerate(found)}

    @cached_property
    def listed_ids(self) -> set[int]:
        return {words.statement.pk for words in self.listed}

    @property
    def first_place(self) -> int:
        """Of the statements listed, counted from 1."""
        return self.place + 1

    @property
    def last_day(self) -> date:
        return self.listed[-1].statement.said_on

    @property
    def moves(self) -> list[tuple[str, Window | None]]:
        """Other periods by name; None where there is nothing more that way."""
        at, whole = self.window, self.whole
        everything = whole if at != whole else None
        return [
            ("Zoom in", at.nearer(whole)),
            ("Zoom out", at.farther(whole)),
            ("Earlier", at.earlier(whole)),
            ("Later", at.later(whole)),
            ("All", everything),
        ]


def timeline_of(reading: Reading, query: Mapping[str, Any], conditions: Mapping[str, Q]) -> Timeline:
    """Five queries beyond the reading, however much is on record. Raises NotOnTheAgenda.

    `conditions` are what each filter asks of a statement: the database says of every one which it passes, and so the
    counts of all filters come from the same rows as the list.
    """
    persons = list(Person.objects.filter(negotiation=reading.negotiation))
    _refuse_strangers(reading, persons, query)
    lines = _lines(reading, conditions, query["words"])
    usual = Window(*period_of(reading.record, reading.on))
    whole = Window(min([usual.start, *reading.record.days]), usual.end)
    window = window_of((query["from"], query["to"]), usual, whole)
    found = _found(lines, window, reading.on)
    place, listed = _page(found, query["before"], query["words"])
    spoke = {line.person for line in lines}
    known = [person for person in persons if person.pk in spoke]
    return Timeline(reading, query, window, whole, lines, known, listed, place, _quotes(reading, found))


def _quotes(reading: Reading, found: Sequence[Line]) -> list[Quote]:
    """The bare words of what was found; none where that is very much."""
    ids = {line.id for line in found} if len(found) <= IN_PASSING else set()
    return quotes_of(reading.agenda, (coded for coded in reading.record.coded if coded.id in ids))


def _refuse_strangers(reading: Reading, persons: Sequence[Person], query: Mapping[str, Any]) -> None:
    asked = {"party": query["party"], "issue": [query["issue"]], "round": [query["round"]]}
    reading.agenda.refuse_strangers(**{name: (name, *slugs) for name, slugs in asked.items() if slugs != [""]})
    slug, slugs = query["person"], [person.slug for person in persons]
    if slug and slug not in slugs:
        raise NotOnTheAgenda({"person": f"there is no person {slug!r}; {nearest(slug, slugs)}"})


def _lines(reading: Reading, conditions: Mapping[str, Q], words: str) -> list[Line]:
    """Newest first, in one query of small rows."""
    rows = _standing(reading).annotate(
        of_round=Coalesce("article__round__merged_into", "article__round"),
        is_repeat=_whether(Q(repeat_of__isnull=False)),
        quoted=_whether(quotes_words(words)) if words else Value(False),
        **{f"passes_{name}": _whether(condition) for name, condition in conditions.items()},
    )
    names, columns = list(conditions), [f"passes_{name}" for name in conditions]
    found: Iterable[tuple[Any, ...]] = rows.order_by("-said_on", "-pk").values_list(
        *COLUMNS, "is_repeat", "quoted", *columns
    )
    return [_line(row, names) for row in found]


def _line(row: tuple[Any, ...], names: Sequence[str]) -> Line:
    pk, party, issue, person, act, channel, said_on, of_round, repeats, quoted, *passes = row
    misses = tuple(name for name, passed in zip(names, passes, strict=True) if not passed)
    return Line(pk, party, issue, person, act, channel, said_on, of_round, repeats, quoted, misses)


COLUMNS = ("pk", "party", "issue", "person", "act", "channel", "said_on", "of_round")


def _standing(reading: Reading) -> QuerySet[Statement]:
    return Statement.objects.known_at(reading.clock.settled).filter(negotiation=reading.negotiation)


def _whether(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _passes(line: Line, window: Window) -> bool:
    return not line.misses and not line.repeats and window.holds(line.said_on)


def _found(lines: Sequence[Line], window: Window, on: date) -> list[Line]:
    return [line for line in lines if _passes(line, window) and line.said_on <= on]


def _place(line: Line) -> Place:
    return line.said_on, line.id


def _page(found: Sequence[Line], before: tuple[date, int] | None, looked_for: str) -> tuple[int, list[Words]]:
    """Where the page begins, and the words of its statements in two queries."""
    place = sum(_place(line) >= before for line in found) if before else 0
    shown = [line.id for line in found[place : place + PAGE]]
    words = words_of(shown, looked_for)
    return place, [words[pk] for pk in shown]

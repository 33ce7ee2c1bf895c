"""A way through the matrix in two minutes: one part of the page at a time, to be left at any step."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """`target` is the id of the part of the page that is told about."""

    target: str
    title: str
    words: str


STOPS = (
    Stop(
        "lead",
        "How far apart they are",
        "The large number is the whole page in one figure: 0 when both sides would accept the same outcome on every"
        " issue, 100 when they stand at opposite ends of all of them. Below it stands how many issues it rests on.",
    ),
    Stop(
        "gap-cap",
        "The same, over time",
        "Each step is a day on which a side moved. The pale band is where the gap would lie without unnamed sources,"
        " without state media, or without what only one outlet printed: where it is wide, trust the line less.",
    ),
    Stop(
        "day-bar",
        "Any day, any two sides",
        "Pick a day, drag the slider or let it play. Choose other sides, or leave weak evidence out. The address"
        " of the page keeps every choice, so a link shows others what you see.",
    ),
    Stop(
        "mx",
        "Issue by issue",
        "Words first: what each side says it would accept. The mark below is its place on the issue’s scale; what is"
        " hatched it refuses; a dashed ring has been silent for long. The bar in the middle is the gap, drawn where"
        " it lies. Not stated and not coded are no stance.",
    ),
    Stop(
        "evidence",
        "The words behind it",
        "Choose any cell: its statements open here, each inside its sentence, with who said it, when and where. From"
        " there one click leads to the article.",
    ),
    Stop(
        "moved",
        "What moved",
        "Each move since the day you choose, in points, with the words before and now. The foot of the page has a"
        " link that never changes, a citation, and every number as CSV or through the API.",
    ),
)


@dataclass(frozen=True)
class Tour:
    """At the `number`th of its stops, counted from 1."""

    number: int

    @property
    def stop(self) -> Stop:
        return STOPS[self.number - 1]

    @property
    def of(self) -> int:
        return len(STOPS)

    @property
    def before(self) -> tuple[int, str] | None:
        return (self.number - 1, STOPS[self.number - 2].target) if self.number > 1 else None

    @property
    def following(self) -> tuple[int, str] | None:
        return (self.number + 1, STOPS[self.number].target) if self.number < self.of else None

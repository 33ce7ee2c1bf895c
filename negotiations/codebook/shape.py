"""The codebook as a file: its shape, and what must hold between its parts.

References (a person's party, a delegation's party, …) may be written as name or slug; a checked
codebook holds slugs only, with every default filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from django.utils.text import slugify
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from negotiations.models.bounds import FIRST_DAY, HEAVIEST, LAST_DAY, LONGEST_SILENCE

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Line = Annotated[str, StringConstraints(max_length=500)]
Word = Annotated[str, StringConstraints(max_length=80)]
Days = Annotated[int, Field(ge=1, le=LONGEST_SILENCE)]
Number = Annotated[Decimal, Field(max_digits=14, decimal_places=4)]
Point = str | Number | None
Outcome = Point | tuple[Point, Point]
"""An option's slug, a number, or both ends of a range; an end left open is null."""
Role = Literal["principal", "mediator", "host", "backer", "observer", "record"]
Slot = Literal["a", "b", "m", "e", "h", "d", "n"]


A_DAY = f"YYYY-MM-DD, from {FIRST_DAY} to {LAST_DAY}"


def read_day(written: Any) -> Any:
    """Only what is written YYYY-MM-DD: a bare number is no count of seconds."""
    try:
        day = written if isinstance(written, date) or written is None else date.fromisoformat(str(written))
    except ValueError as error:
        raise ValueError(f"{written!r} is no day of the calendar; expected {A_DAY}") from error
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is too far off; expected {A_DAY}")
    return day


Day = Annotated[date, BeforeValidator(read_day)]


def _slug_of(data: Any, source: str) -> Any:
    """The entry with a slug made from its `source` field where none is given."""
    if isinstance(data, dict) and not data.get("slug") and isinstance(data.get(source), str):
        return {**data, "slug": slugify(data[source])}
    return data


def _unique(what: str, slugs: Iterable[str]) -> None:
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            raise ValueError(f"the {what} {slug!r} stands twice; each must be unique")
        seen.add(slug)


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True)

    @model_validator(mode="after")
    def _is_text(self) -> Self:
        for name, value in self:
            texts = value if isinstance(value, list) else [value]
            if any(isinstance(text, str) and "\x00" in text for text in texts):
                raise ValueError(f"`{name}` holds a NUL character; expected text")
        return self


class Dated(Entry):
    """Something that holds from one day to another; a missing end is open."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"`from` {self.since} is after `to` {self.until}")
        return self


class MembershipEntry(Dated):
    party: str


class PartyEntry(Entry):
    name: Text
    slug: Slug
    code: Annotated[str, StringConstraints(max_length=5)] = ""
    slot: Slot = "n"
    kind: Word = ""
    role: Role = "observer"
    camp: Word = ""
    aliases: list[Text] = []
    metonyms: list[Text] = []
    demonyms: list[Text] = []
    blocs: list[MembershipEntry] = []
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fill_slug(cls, data: Any) -> Any:
        return _slug_of(data, "name")

    @model_validator(mode="after")
    def _fill_code(self) -> Self:
        self.code = self.code or self.name[:3].upper()
        return self


class OfficeEntry(Dated):
    title: Text
    party: str = ""
    rank: Annotated[int, Field(ge=1, le=9)] = 9


SHORT_OFFICE = {"office": "title", "from": "from", "to": "to"}


class PersonEntry(Entry):
    name: Text
    slug: Slug
    aliases: list[Text] = []
    party: str | None = None
    pronoun: Literal["he", "she", "they"] | None = None
    offices: list[OfficeEntry] = []
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        """Turns the short form (`office`, `from`, `to` on the person) into one office."""
        if isinstance(data, dict) and "office" in data and "offices" not in data:
            short = {new: data[key] for key, new in SHORT_OFFICE.items() if key in data}
            data = {k: v for k, v in data.items() if k not in SHORT_OFFICE} | {"offices": [short]}
        return _slug_of(data, "name")


class OptionEntry(Entry):
    slug: Slug
    value: Annotated[Decimal, Field(ge=0, le=100, decimal_places=4)]
    label: Text
    definition: str = ""
    cues: list[Text] = []

    @model_validator(mode="before")
    @classmethod
    def _fill_slug(cls, data: Any) -> Any:
        return _slug_of(data, "label")


class IssueEntry(Entry):
    slug: Slug
    title: Text
    question: str = ""
    orientation: str = ""
    kind: Literal["ordinal", "numeric", "open"]
    unit: Word = ""
    range: tuple[Number, Number] | None = None
    compared: bool = True
    silent_after_days: Days | None = None
    salience: dict[str, Annotated[Decimal, Field(gt=0, le=HEAVIEST, max_digits=7, decimal_places=3)]] = {}
    cues: list[Text] = []
    options: list[OptionEntry] = []

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("kind"):
            data = {**data, "kind": "ordinal" if data.get("options") else "numeric" if data.get("range") else "open"}
        return _slug_of(data, "title")

    @model_validator(mode="after")
    def _scale_fits_kind(self) -> Self:
        if self.kind == "ordinal" and len(self.options) < 2:
            raise ValueError("an ordinal scale needs at least two options")
        if self.kind == "numeric" and not (self.range and self.unit and self.range[0] < self.range[1]):
            raise ValueError("a numeric scale needs a `unit` and a `range` [low, high] with low < high")
        if self.kind != "ordinal" and self.options:
            raise ValueError(f"only an ordinal scale has options; this one is {self.kind}")
        if self.kind != "numeric" and (self.range or self.unit):
            raise ValueError(f"only a numeric scale has a `range` and a `unit`; this one is {self.kind}")
        _unique("option slug", (option.slug for option in self.options))
        self.options = sorted(self.options, key=lambda option: option.value)
        return self

    @property
    def scale(self) -> tuple[Decimal, Decimal] | None:
        """Both ends of the axis; none for an open issue."""
        return self.range or ((Decimal(0), Decimal(100)) if self.kind == "ordinal" else None)


class DelegateEntry(Entry):
    name: Text
    office: Line = ""


class DelegationEntry(Entry):
    party: str
    head: str | None = None
    level: Word = ""
    mandate: str = ""
    members: list[DelegateEntry] = []

    @model_validator(mode="after")
    def _head_is_a_member(self) -> Self:
        _unique("member", (member.name for member in self.members))
        if self.head and self.head not in {member.name for member in self.members}:
            self.members = [DelegateEntry(name=self.head), *self.members]
        return self


class RoundEntry(Entry):
    slug: Slug
    label: Text
    title: Line = ""
    short: Annotated[str, StringConstraints(max_length=12)] = ""
    start: Day
    end: Day
    venue: Line = ""
    format: Line = ""
    host: str | None = None
    priority: Annotated[int, Field(ge=0, le=9)] = 5
    delegations: list[DelegationEntry] = []

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        if isinstance(data, dict):
            data = dict(data)
            data.setdefault("start", data.pop("date", None))
            data["end"] = data.get("end") or data["start"]
        return _slug_of(data, "label")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"`start` {self.start} is after `end` {self.end}")
        return self


class DemandEntry(Entry):
    slug: Slug
    title: Text
    party: str
    addressees: list[str] = []
    issue: str
    outcome: Outcome = None

    @model_validator(mode="before")
    @classmethod
    def _fill_slug(cls, data: Any) -> Any:
        return _slug_of(data, "title")


class Codebook(Entry):
    negotiation: Slug
    title: Text
    summary: str = ""
    silent_after_days: Days = 90
    state_media: list[Text] = []
    """Outlets that a government runs; whoever reads may leave out what they alone printed."""
    sides: tuple[str, str] | None = None
    parties: Annotated[list[PartyEntry], Field(min_length=1)]
    persons: list[PersonEntry] = []
    issues: list[IssueEntry] = []
    rounds: list[RoundEntry] = []
    demands: list[DemandEntry] = []

    @model_validator(mode="after")
    def _slugs_are_unique(self) -> Self:
        for what in ("parties", "persons", "issues", "rounds", "demands"):
            _unique(f"slug in `{what}`,", (entry.slug for entry in getattr(self, what)))
        return self

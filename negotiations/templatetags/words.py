"""How days, ages and numbers are put into words."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from negotiations.models import Party
from negotiations.readers.accuracy import Accuracy

register = template.Library()

MONTH, YEAR = 30.4, 365.25  # days


@register.filter
def day(value: date) -> str:
    """16 May 2025"""
    return f"{value.day} {value:%b} {value.year}"


@register.filter
def iso_day(value: str) -> str:
    """2025-05-16 as 16 May 2025"""
    return day(date.fromisoformat(value))


@register.filter
def short_day(value: date) -> str:
    """16 May"""
    return f"{value.day} {value:%b}"


@register.filter
def long_day(value: date) -> str:
    """16 May 2025, with the month in full"""
    return f"{value.day} {value:%B} {value.year}"


@register.filter
def instant(value: datetime | None) -> str:
    """The form that `known=` takes, to the microsecond; nothing where none is given."""
    return "" if value is None else value.isoformat().replace("+00:00", "Z")


@register.filter
def age(days: int) -> str:
    if days == 0:
        return "same day"
    if days < 60:
        return counted(days, "day")
    if days < 2 * YEAR:
        return counted(round(days / MONTH), "month")
    return counted(int(days / YEAR), "year")


@register.filter
def counted(number: int, noun: str) -> str:
    """3 days, 1 day, 2 parties"""
    plural = f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


@register.filter
def percent(share: float | None) -> str:
    """A share as it is shown, in whole percent; a dash where there is nothing to take it of."""
    return "–" if share is None else f"{100 * share:.0f}%"


@register.filter
def points(value: float) -> str:
    """A gap as it is shown: whole points of 100."""
    return f"{value:.0f}"


@register.filter
def points_words(value: float) -> str:
    """1 point, 13 points"""
    return counted(round(value), "point")


@register.filter
def magnitude(value: float) -> float:
    return abs(value)


@register.filter
def in_a_sentence(title: str) -> str:
    """An issue's title inside a sentence: only its first letter lowered, unless it is an acronym."""
    first = title.split(" ", 1)[0]
    return title if first.isupper() and len(first) > 1 else title[:1].lower() + title[1:]


NOT_NAMED = {"act": "unsure", "issue": "no issue", "party": "no party"}


@register.simple_tag
def named(found: Accuracy, by: str, key: str | None) -> str:
    """An act, issue, party or rule by the name that readers know."""
    if key is None:
        return NOT_NAMED[by]
    if by == "party":
        return found.parties[key].name
    return found.issues[key].title if by == "issue" else key


@register.simple_tag
def party_of(found: Accuracy, key: str | None) -> Party | None:
    return found.parties.get(key) if key else None

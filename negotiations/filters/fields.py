"""Days, instants, names and places in a list, as parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""Charts add margins to their days, and the calendar of the machine ends with the year 9999."""


class DayField(forms.Field):
    """A day of the calendar as YYYY-MM-DD and in no other way, so that an answer has one address."""

    def to_python(self, value: str | None) -> date | None:
        if not value:
            return None
        day = _day(value)
        if day is None:
            raise forms.ValidationError(f"{value!r} is no day; expected YYYY-MM-DD, such as 2025-05-16")
        _check_year(value, day)
        return day


def _day(value: str) -> date | None:
    try:
        return parse_date(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        return None


def _check_year(value: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(f"{value!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")


class SinceField(DayField):
    """A day to compare with: as YYYY-MM-DD, or as so many days before the day shown, 30d."""

    def to_python(self, value: str | None) -> date | timedelta | None:  # type: ignore[override] # the wider answer
        counted = re.fullmatch(r"([1-9][0-9]{0,3})d", value or "", re.ASCII)
        if counted:
            return timedelta(days=int(counted[1]))
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(f"{error.message}, or so many days before, such as 30d") from error


class InstantField(forms.Field):
    """An instant of our knowledge: ISO 8601; a day alone means its end, a time without a zone is UTC."""

    def to_python(self, value: str | None) -> datetime | None:
        if not value:
            return None
        instant = _instant(value)
        if instant is None:
            raise forms.ValidationError(f"{value!r} is no instant; expected e.g. 2025-06-01T12:00:00Z")
        _check_year(value, instant)  # before its zone is reckoned with, which may lead out of the calendar
        instant = (
            instant if timezone.is_aware(instant) else timezone.make_aware(instant, timezone.get_default_timezone())
        )
        if instant > timezone.now():
            raise forms.ValidationError(f"{value} lies in the future; what will be known then is not known yet")
        return instant


def _instant(value: str) -> datetime | None:
    day = _day(value[:10])
    if day is None or not value.isascii():
        return None
    try:
        return parse_datetime(value.replace(" ", "+")) if value[10:] else _end_of(day)
    except ValueError:
        return None


def _end_of(day: date) -> datetime:
    now = timezone.now().replace(tzinfo=None)
    return now if day == now.date() else datetime.combine(day, time.max)


class PlaceField(forms.Field):
    """Where a list goes on: the day and the number of the statement before, 2025-05-16.42."""

    def to_python(self, value: str | None) -> tuple[date, int] | None:
        if not value:
            return None
        day, _, number = value.partition(".")
        said_on = _day(day)
        if said_on is None or not re.fullmatch(r"[1-9][0-9]{0,17}", number, re.ASCII):
            raise forms.ValidationError(f"{value!r} is no place in the list; take it from the link")
        return said_on, int(number)


LONGEST_KEY = 17
"""Digits: no row has a number with more, and the database could not even look for it."""


def row_key(text: str) -> int | None:
    """The number of a row as a form posts it; None where it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY
    return int(text) if is_number else None


def row_keys(texts: Iterable[str]) -> set[int] | None:
    """Of several; None where any is none."""
    keys = {row_key(text) for text in texts}
    known = {key for key in keys if key is not None}
    return known if len(known) == len(keys) else None


class NumberField(forms.Field):
    """A number counted from 1, in digits. Given without a value it is refused: a number has no empty form."""

    def __init__(self, *, last: int = 999_999_999, **options: Any) -> None:
        super().__init__(**options)
        self.last = last

    def to_python(self, value: str | None) -> int | None:
        if value is None:
            return None
        if not re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII) or int(value) > self.last:
            raise forms.ValidationError(f"{value!r} is no whole number from 1 to {self.last}")
        return int(value)


class NamesField(forms.Field):
    """Names of which several may be given, each by the same parameter again; without `known`, any."""

    widget = forms.SelectMultiple

    def __init__(self, *, known: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.known = known
        self.one = forms.CharField(max_length=80)

    def to_python(self, value: Sequence[str] | None) -> list[str]:
        names = [self.one.clean(name) for name in dict.fromkeys(value or ()) if name]
        for name in names:
            if self.known and name not in self.known:
                raise forms.ValidationError(f"{name!r} is none of {', '.join(self.known)}")
        return names

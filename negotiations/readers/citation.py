"""How a page is cited: by an address that gives the same answer for ever."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_{}"
}


@dataclass(frozen=True)
class Citation:
    """`title` is what the page shows, `url` its address with its clocks; `on` is None for a page that shows no day."""

    title: str
    url: str
    on: date | None
    known: datetime
    accessed: date

    @property
    def text(self) -> str:
        as_of = f"as of {_day(self.on)}, " if self.on else ""
        return (
            f"Parley, “{self.title}”, {as_of}as known on {self.known:%Y-%m-%d %H:%M:%S} UTC,"
            f" {self.url} (accessed {_day(self.accessed)})."
        )

    @property
    def bibtex(self) -> str:
        key = "-".join(["parley", *re.findall(r"[a-z0-9]+", self.title.lower())[:4], str(self.on or self.known.date())])
        as_of = f"As of {self.on}, as" if self.on else "As"
        fields = {
            "author": "{Parley}",
            "title": f"{{{_latex(self.title)}}}",
            "year": str(self.known.year),
            "howpublished": f"\\url{{{self.url}}}",
            "note": f"{as_of} known on {self.known:%Y-%m-%d %H:%M:%S} UTC; accessed {self.accessed}",
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{key},\n{lines}\n}}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _latex(words: str) -> str:
    return "".join(LATEX.get(letter, letter) for letter in words)

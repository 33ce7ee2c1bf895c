"""What an editor brings into arrivals, each one article; nothing is judged yet but what could never be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from negotiations.ingest.decode import decode
from negotiations.ingest.parse import LARGEST_FILE, READERS
from negotiations.models import Arrival, State

TOO_LARGE = f"has more than {LARGEST_FILE:,} bytes, which is the most that is read. Split it and bring the parts."
NO_KIND = f"Expected a name that ends in {', '.join(READERS)}. Rename it to what it is, and bring it again."


def file_arrivals(name: str, data: bytes) -> list[Arrival]:
    """One, or one for each line of JSON Lines. `data` may be cut after one byte more than is taken."""
    shown = readable(name)
    suffix = Path(shown).suffix.lower()
    if suffix not in READERS:
        return [_lost(shown, f"{shown}: ends in {suffix or 'nothing'}. {NO_KIND}")]
    if len(data) > LARGEST_FILE:
        return [_lost(shown, f"{shown}: {TOO_LARGE}")]
    lines = list(_lines(shown, data)) if suffix == ".jsonl" else []
    return lines or [Arrival(name=shown, suffix=suffix, data=data)]


def text_arrival(row: dict[str, Any]) -> Arrival:
    """A text that was pasted, with what was said about it."""
    return Arrival(name=readable(str(row["title"])), suffix=".jsonl", data=json.dumps(row).encode())


def address_arrivals(addresses: Iterable[str]) -> list[Arrival]:
    return [Arrival(name=address[:300], url=address) for address in dict.fromkeys(addresses)]


def readable(name: str) -> str:
    """A name that may be shown: no control characters, nothing that turns the order of letters round."""
    signs = "".join(sign if sign.isprintable() else "�" for sign in name)
    return signs.strip()[-300:] or "(no name)"


def _lost(name: str, fault: str) -> Arrival:
    return Arrival(name=name, state=State.FAILED, fault=fault)


def _lines(name: str, data: bytes) -> Iterator[Arrival]:
    """None where it cannot be decoded: the file then arrives whole, and is told what is wrong with it."""
    try:
        text = decode(data)
    except ValueError:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Arrival(name=f"{name}:{number}"[-300:], suffix=".jsonl", line=number, data=line.encode())

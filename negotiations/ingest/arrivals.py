"""One arrival into the record: read, compared with what is stored, stored with its suggestions.

Whatever happens in between, an arrival ends stored once, or says why not. It may be begun again at any point.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from negotiations.codebook.reading import FileError
from negotiations.extraction import Extraction
from negotiations.extraction.backends import Backend, Failed
from negotiations.extraction.copies import fingerprint, packed
from negotiations.ingest.copies import most_alike
from negotiations.ingest.fetch import fetch
from negotiations.ingest.parse import Head, ParsedArticle, parse
from negotiations.ingest.save import save_article, stored_article
from negotiations.ingest.suggestions import Suggester
from negotiations.models import UNDER_WAY, Arrival, Article, Revision, State, Verdict

OR_PASTE = "Or paste its text, with its day."
AGAIN = "The article is stored without suggestions: try again later."


def take_in_arrival(pk: int, today: date, backend: Backend | None = None) -> None:
    """Does nothing for one that another job brought to its end."""
    arrival = Arrival.objects.select_related("delivery__negotiation", "article").get(pk=pk)
    if arrival.state not in UNDER_WAY:
        return
    Arrival.objects.filter(pk=pk).under_way().update(state=State.WORKING)
    try:
        _take_in(arrival, today, backend)
    except FileError as error:
        _ends(arrival, state=State.FAILED, fault=str(error))
    except Exception as error:
        fault = f"{arrival.name}: something went wrong here, not with the article ({type(error).__name__}). Try again."
        _ends(arrival, state=State.FAILED, fault=fault)
        raise


def _take_in(arrival: Arrival, today: date, backend: Backend | None) -> None:
    negotiation = arrival.delivery.negotiation
    if arrival.url and arrival.data is None:
        _fetch(arrival)
    parsed = read_arrival(arrival, today)
    known = stored_article(parsed, negotiation)
    if known and known != arrival.article:
        _ends(arrival, state=State.KNOWN, article=known)
    elif like := _doubt(arrival, parsed, known):
        _ends(arrival, state=State.DECISION, resembles_id=like)
    else:
        suggester = Suggester(negotiation, backend)
        _store(arrival, parsed, suggester, *_suggested(arrival, parsed, suggester))


def read_arrival(arrival: Arrival, today: date) -> ParsedArticle:
    """Of one whose bytes are here. Raises FileError with what is wrong with it."""
    data, name = bytes(arrival.data or b""), arrival.name.removesuffix(f":{arrival.line}")
    read = parse(data, name, today, suffix=arrival.suffix, line=arrival.line, dated=arrival.dated)
    found = next(read)
    if isinstance(found, FileError):
        raise FileError(f"{str(found).rstrip('.')}. {OR_PASTE}") if arrival.url else found
    return replace(found, name=arrival.name, head=_headed(found.head, arrival))


def _fetch(arrival: Arrival) -> None:
    page = fetch(arrival.url)
    arrival.data, arrival.suffix = page.data, page.suffix
    _write(arrival, data=page.data, suffix=page.suffix)


def _headed(head: Head, arrival: Arrival) -> Head:
    """A page that does not name itself or its outlet is known by where it was fetched from."""
    if not arrival.url:
        return head
    outlet = head.outlet or arrival.host.removeprefix("www.")[:200]
    return head.model_copy(update={"url": head.url or arrival.url, "outlet": outlet})


def _doubt(arrival: Arrival, parsed: ParsedArticle, known: Article | None) -> int | None:
    """The key of the article that an editor should compare it with, unless one has."""
    if known or arrival.verdict:
        return None
    negotiation, prints = arrival.delivery.negotiation, packed(fingerprint(parsed.body))
    return most_alike(Article(negotiation=negotiation, date=parsed.head.date, fingerprint=prints))


def _suggested(arrival: Arrival, parsed: ParsedArticle, suggester: Suggester) -> tuple[Extraction | None, str]:
    """May take long, so it holds no lock."""
    try:
        return suggester.read(parsed), ""
    except Failed as error:
        return None, f"{arrival.name}: {error}. {AGAIN}"


@transaction.atomic
def _store(arrival: Arrival, parsed: ParsedArticle, suggester: Suggester, found: Extraction | None, fault: str) -> None:
    """In its negotiation's turn to write; what was stored meanwhile is looked at once more."""
    negotiation = arrival.delivery.negotiation
    Revision.objects.claim(negotiation)
    if Arrival.objects.locked(arrival.pk).state not in UNDER_WAY:
        return
    if like := _doubt(arrival, parsed, stored_article(parsed, negotiation)):
        _ends(arrival, state=State.DECISION, resembles_id=like)
        return
    article, is_new = save_article(parsed, negotiation, apart=arrival.verdict == Verdict.NEW)
    if found:
        suggester.keep(found, article)
    ours = is_new or article == arrival.article
    _ends(arrival, state=State.STORED if ours else State.KNOWN, article=article, fault=fault)


def _ends(arrival: Arrival, **how: Any) -> None:
    """Its bytes are let go where nobody needs them again."""
    end = {"fault": ""} | how
    if (arrival.article or end.get("article")) and not end["fault"]:
        end["data"] = None
    _write(arrival, **end)


def _write(arrival: Arrival, **what: Any) -> None:
    """Nothing over the end that another job brought it to, which took over from this one."""
    Arrival.objects.filter(pk=arrival.pk).under_way().update(**what, changed_at=timezone.now())

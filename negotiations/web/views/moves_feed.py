"""What moved, as an Atom feed: each entry keeps its id, and is dated by when it became known."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from negotiations.filters import MovesFeedQuery, asked
from negotiations.models import Issue, Negotiation, Party
from negotiations.readers.news import News, news_of
from negotiations.readers.reading import Reading, reading_of
from negotiations.web.feed_keys import opens
from negotiations.web.requests import HtmxRequest

MOST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class MovesFeed(Atom1Feed):
    """One of nothing was changed never, not now: so that it stays the same to the letter."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


@require_safe
def moves_feed(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = _opened(request, slug)
    query = asked(MovesFeedQuery, request.GET)
    reading = reading_of(negotiation, today=timezone.localdate())
    reading.agenda.refuse_strangers(**{name: (name, query[name]) for name in ("party", "issue") if query[name]})

    def wanted(party: Party, issue: Issue) -> bool:
        return query["party"] in ("", party.slug) and query["issue"] in ("", issue.slug)

    return _answer(request, _feed(request, reading, news_of(reading, wanted, most=MOST)), negotiation)


def _opened(request: HtmxRequest, slug: str) -> Negotiation:
    """For whom it is visible, and for whoever holds a key. Raises Http404."""
    found = Negotiation.objects.visible_to(request.user).filter(slug=slug).first()
    if found:
        return found
    token = request.GET.get("token", "")
    hidden = Negotiation.objects.filter(slug=slug).first() if token else None
    if hidden is None or not opens(token, hidden):
        raise Http404
    return hidden


def _feed(request: HtmxRequest, reading: Reading, news: list[News]) -> MovesFeed:
    here, negotiation = request.build_absolute_uri(), reading.negotiation
    place = request.build_absolute_uri(reverse("matrix", args=[negotiation.slug]))
    feed = MovesFeed(f"Moves in {negotiation.title}", place, negotiation.summary, feed_url=here, author_name="Parley")
    for one in news:
        feed.add_item(
            one.sentence,
            place + one.query,
            _summary(one),
            unique_id=one.key.urn,
            pubdate=one.known,
            updateddate=one.known,
            categories=(one.issue.title, one.party.name),
        )
    return feed


def _summary(news: News) -> str:
    said = news.words.statement
    by = said.person.name if said.person else said.speaker or news.party.name
    where = f"{by}, {said.said_on}, {said.article.outlet}"
    return format_html("<blockquote>{}</blockquote><p>{}</p>", news.words.span, where)


def _answer(request: HtmxRequest, feed: MovesFeed, negotiation: Negotiation) -> HttpResponse:
    body = feed.writeString("utf-8")
    etag, modified = quote_etag(sha256(body.encode()).hexdigest()[:32]), feed.latest_post_date()
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Last-Modified"] = etag, http_date(modified.timestamp())
    patch_cache_control(response, max_age=300, **{"public" if negotiation.public else "private": True})
    return get_conditional_response(request, etag, int(modified.timestamp()), response) or response

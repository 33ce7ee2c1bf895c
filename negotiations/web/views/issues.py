from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, IssueQuery, asked
from negotiations.readers.issue import issue_page
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import read, sides_asked
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def issues(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ClockQuery, request.GET)
    found = matrix(read(negotiation, query))
    return page_or_fragment(
        request, "negotiations/issues.html", page_of(found.reading, "issues", "issues", matrix=found)
    )


@require_safe
def issue(request: HtmxRequest, slug: str, issue_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(IssueQuery, request.GET)
    reading = read(negotiation, query)
    found = issue_page(reading, issue_slug, before=query["before"], sides=sides_asked(query), opens=query["open"])
    if found is None:
        raise Http404(f"{negotiation} has no issue {issue_slug!r}")
    context = page_of(reading, "issues", str(found.issue), page=found)
    fragments = {"more": "negotiations/issue.html#statements", "evidence": "negotiations/issue_evidence.html#panel"}
    return page_or_fragment(request, "negotiations/issue.html", context, fragments)

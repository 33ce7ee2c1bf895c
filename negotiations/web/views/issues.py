from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, IssueQuery, asked
from negotiations.readers.issue import issue_page
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import read, sides_asked
from negotiations.web.access import visible_negotiation
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def issues(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ClockQuery, request.GET)
    found = matrix(read(negotiation, query))
    context = {
        "negotiation": negotiation,
        "tab": "issues",
        "matrix": found,
        "clock": found.clock,
        "cited": f"{negotiation}: issues",
    }
    return page_or_fragment(request, "negotiations/issues.html", context)


@require_safe
def issue(request: HtmxRequest, slug: str, issue_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(IssueQuery, request.GET)
    found = issue_page(read(negotiation, query), issue_slug, before=query["before"], sides=sides_asked(query))
    if found is None:
        raise Http404(f"{negotiation} has no issue {issue_slug!r}")
    context = {
        "negotiation": negotiation,
        "tab": "issues",
        "page": found,
        "clock": found.clock,
        "cited": f"{negotiation}: {found.issue}",
    }
    return page_or_fragment(request, "negotiations/issue.html", context, {"more": "negotiations/issue.html#statements"})

"""What an editor does with the form beside an article. Each deed is one request that answers with what is next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.models import User
from negotiations import actions
from negotiations.actions import Conflict, Refused
from negotiations.models import Draft, Statement
from negotiations.readers.tagger import Tagger
from negotiations.web.access import signed_in
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.conflict import conflict_of
from negotiations.web.tagging.panel import Panel, Target, panel_for, panel_of_posted, passage_in, target_of
from negotiations.web.tagging.tagger import address, shown, tagger_page


@require_POST
def code(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """Accepts a suggestion, corrects a statement, tags a passage: whatever the form is about, as it is filled."""
    page = tagger_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST, complains=True)
    if not panel.form.is_valid():
        return shown(request, page, panel, 422)
    return _done(request, page, panel, lambda by: _code(panel, by), then=request.POST.get("then", ""))


def _code(panel: Panel, by: User) -> Statement:
    coding, target = panel.form.coding(), panel.target
    if target.suggestion:
        return actions.accept_suggestion(target.suggestion, coding, by=by)
    if target.statement:
        return actions.correct_statement(target.statement, coding, reason=panel.form.cleaned_data["reason"], by=by)
    return actions.tag_statement(coding, by=by)


@require_POST
def reject(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    return _about_suggestion(request, slug, pk, actions.reject_suggestion, "You rejected it")


@require_POST
def doubt(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    return _about_suggestion(request, slug, pk, actions.doubt_suggestion, "You marked it unsure")


def _about_suggestion(
    request: HtmxRequest, slug: str, pk: int, deed: Callable[..., object], wanted: str
) -> HttpResponse:
    page = tagger_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST)
    suggestion = panel.target.suggestion
    if suggestion is None:
        return shown(request, page, replace(panel, problem="Only a suggestion is answered like this."), 422)
    reason = request.POST.get("why", "")[:200]
    return _done(request, page, panel, lambda by: deed(suggestion, reason=reason, by=by), wanted=(wanted, reason))


@require_POST
def retract(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = tagger_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST)
    statement = panel.target.statement
    if statement is None:
        return shown(request, page, replace(panel, problem="Only a statement can be taken back."), 422)
    reason = (request.POST.get("why") or request.POST.get("reason", ""))[:200]
    return _done(
        request,
        page,
        panel,
        lambda by: actions.retract_statement(statement, reason=reason, by=by),
        wanted=("You took it back", reason),
    )


def _done(
    request: HtmxRequest,
    page: Tagger,
    panel: Panel,
    deed: Callable[[User], object],
    then: str = "",
    wanted: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """Does it, and leaves the draft only where it could not be done."""
    user = signed_in(request)
    try:
        with transaction.atomic():
            made = deed(user)
            Draft.objects.of(user, page.article, panel.target.key).delete()
    except Conflict as conflict:
        Draft.objects.of(user, page.article, panel.target.key).delete()
        clash = conflict_of(panel, str(conflict), *wanted)
        return shown(request, page, replace(clash, draft=_keep(user, clash)), 409)
    except Refused as refused:
        return shown(request, page, replace(panel, problem=str(refused)), 422)
    if then == "another" and isinstance(made, Statement):
        where = {"start": made.start, "end": made.end, "like": f"statement-{made.pk}"}
        return see_other(address(page, **where))
    return _next(request, page, panel)


def _next(request: HtmxRequest, page: Tagger, panel: Panel) -> HttpResponse:
    """What waits behind the passage just coded."""
    place = panel.form.span or (0, 0)
    if not request.htmx:
        return see_other(_address_behind(page, panel.target.key, place))
    page = tagger_page(request, page.negotiation.slug, page.article.pk)
    mark = page.open_after(place)
    return shown(request, page, panel_for(page, Target(mark.key, mark.row, mark)) if mark else None)


def _address_behind(page: Tagger, done: str, place: tuple[int, int]) -> str:
    """The page was read before the deed, so what was just decided is left out."""
    others = [mark for mark in page.marks if mark.state == "waiting" and mark.key != done]
    following = next((mark for mark in others if (mark.start, mark.end) > place), None) or next(iter(others), None)
    return address(page, s=following.key if following else None)


@require_POST
def weigh(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the form as a draft, and answers what it would change."""
    page = tagger_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST)
    draft = _keep(signed_in(request), panel)
    if not request.htmx:
        return see_other(_address_of(page, panel.target))
    context = {
        "panel": replace(panel, draft=draft),
        "page": page,
        "article": page.article,
        "negotiation": page.negotiation,
        "rescaled": request.POST.get("scaled", "") != (request.POST.get("issue") or ""),
    }
    return render(request, "tagging/weighed.html", context)


def _keep(user: User, panel: Panel) -> Draft | None:
    """What differs from what the form is filled with by itself; nothing where nothing does."""
    typed, target = panel.form.typed, panel.target
    rows = Draft.objects.of(user, panel.page.article, target.key)
    if target.row and typed == panel_for(panel.page, target, fresh=True).form.typed:
        rows.delete()
        return None
    return Draft.objects.update_or_create(
        user=user, article=panel.page.article, target=target.key, defaults={"fields": typed}
    )[0]


def _address_of(page: Tagger, target: Target) -> str:
    if target.row:
        return address(page, s=target.key)
    start, end = passage_in(target.key)
    return address(page, start=start, end=end)


@require_POST
def discard(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """Throws one's own draft away."""
    page = tagger_page(request, slug, pk)
    target = target_of(page, request.POST.get("target", ""))
    Draft.objects.of(signed_in(request), page.article, target.key).delete()
    return see_other(_address_of(page, target))

"""The coders' page: what is given to whom, what waits to be settled, how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import assign_articles, withdraw_assignment
from negotiations.filters import CodingQuery, asked, row_key
from negotiations.models import Article, Assignment, Negotiation
from negotiations.readers.agreement import agreement_of
from negotiations.readers.coders import assigned_to, coders_for, shared_articles
from negotiations.readers.corrections import corrections_of
from negotiations.web.access import edited_negotiation, may, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import done
from negotiations.web.requests import HtmxRequest

OFFERED = 50


class AssignForm(forms.Form):
    articles = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Choose an article at least."})
    coders = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Choose coders."})

    def __init__(self, data: Any, articles: Sequence[Article], coders: Sequence[User]) -> None:
        super().__init__(data)
        self.offered = {article.pk: article for article in articles}
        self.people = {coder.pk: coder for coder in coders}
        self._offer("articles", [(one.pk, f"{one.date:%-d %b %Y} {one.title}") for one in articles])
        self._offer("coders", [(one.pk, str(one)) for one in coders])

    def _offer(self, name: str, offered: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered

    @property
    def chosen(self) -> tuple[list[Article], list[User]]:
        given = self.cleaned_data
        return [self.offered[pk] for pk in given["articles"]], [self.people[pk] for pk in given["coders"]]


@require_safe
def coding(request: HtmxRequest, slug: str) -> HttpResponse:
    return _page(request, edited_negotiation(request, slug))


@require_safe
def corrections(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    found = corrections_of(negotiation, signed_in(request))
    context = {**desk_of(negotiation, "coding"), "corrections": found}
    return TemplateResponse(request, "tagging/corrections.html", context)


@require_POST
def assign(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADJUDICATOR)
    form = _assign_form(negotiation, "", request.POST)
    if not form.is_valid():
        return _page(request, negotiation, form, status=422)
    articles, coders = form.chosen
    told = f"Articles given to {', '.join(map(str, coders))}: {len(articles)}."
    return done(request, lambda: assign_articles(articles, coders, by=signed_in(request)), told, _url(negotiation))


@require_POST
def unassign(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADJUDICATOR)
    rows = Assignment.objects.select_related("coder", "negotiation")
    assignment = get_object_or_404(rows, negotiation=negotiation, pk=pk)
    told = f"{assignment.coder} codes it no more."
    return done(request, lambda: withdraw_assignment(assignment, by=signed_in(request)), told, _url(negotiation))


def _url(negotiation: Negotiation) -> str:
    return reverse("coding", args=[negotiation.slug])


def _assign_form(negotiation: Negotiation, words: str, data: Any = None) -> AssignForm:
    """Of a form that was posted every article may be meant, whatever the list showed."""
    articles = Article.objects.filter(negotiation=negotiation).select_related("negotiation").defer("body")
    if data is not None:
        chosen = [key for text in data.getlist("articles") if (key := row_key(text)) is not None]
        return AssignForm(data, list(articles.filter(pk__in=chosen)), list(coders_for(negotiation)))
    free = articles.exclude(assignments__withdrawn_at=None, assignments__isnull=False)
    if words:
        free = free.filter(title__icontains=words)
    return AssignForm(None, list(free[:OFFERED]), list(coders_for(negotiation)))


def _page(
    request: HtmxRequest, negotiation: Negotiation, form: AssignForm | None = None, status: int = 200
) -> HttpResponse:
    query = asked(CodingQuery, request.GET)
    adjudicates = may(request, Role.ADJUDICATOR, negotiation)
    context = {
        **desk_of(negotiation, "coding"),
        "mine": assigned_to(negotiation, signed_in(request)),
        "adjudicates": adjudicates,
        "agreement": agreement_of(negotiation),
        "asked": query,
    }
    if adjudicates:
        context["shared"] = shared_articles(negotiation)
        context["assign_form"] = form or _assign_form(negotiation, query["words"])
    return TemplateResponse(request, "tagging/coding.html", context, status=status)

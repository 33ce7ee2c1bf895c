"""Names that articles have and the codebook lacks: a person of a party, another name of one, or nobody's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from negotiations.actions.audit import Refused
from negotiations.actions.codebook import Post, add_alias, add_person, dismiss_name
from negotiations.filters import asked
from negotiations.filters.fields import NumberField
from negotiations.models import Edit, Negotiation, Party, Person
from negotiations.readers.codebook import edit_of
from negotiations.readers.strangers import Stranger, in_their_words, strangers
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.pages import numbered_page
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.codebook.asking import DoneQuery
from negotiations.web.tagging.codebook.fields import DayInput

A_PAGE = 20


class NamesQuery(DoneQuery):
    page = NumberField(required=False)


class PersonOf(forms.Form):
    """Of one name: whose person it is, and the post that they hold."""

    name = forms.CharField(max_length=500, widget=forms.HiddenInput)
    party = forms.ModelChoiceField(Party.objects.none(), label="Speaks for", empty_label="choose …")
    office = forms.CharField(max_length=500, required=False, label="Office")
    rank = forms.IntegerField(min_value=1, max_value=9, required=False, label="Rank, 1 the highest")
    since = forms.DateField(required=False, widget=DayInput, label="From")
    until = forms.DateField(required=False, widget=DayInput, label="To")


class NameOf(forms.Form):
    name = forms.CharField(max_length=500, widget=forms.HiddenInput)
    person = forms.ModelChoiceField(Person.objects.none(), label="Another name of", empty_label="choose …")


class NoName(forms.Form):
    name = forms.CharField(max_length=500, widget=forms.HiddenInput)


VERBS: dict[str, type[forms.Form]] = {"person": PersonOf, "alias": NameOf, "dismiss": NoName}


@require_safe
def names(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation, query = edited_negotiation(request, slug), asked(NamesQuery, request.GET)
    return _page(request, negotiation, query["page"], done=edit_of(negotiation, signed_in(request), query["done"]))


@require_POST
def name(request: HtmxRequest, slug: str, verb: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    if verb not in VERBS:
        raise Http404
    form = _bound(VERBS[verb], negotiation, request.POST)
    if not form.is_valid():
        return _page(request, negotiation, None, status=422, wrong=(verb, form))
    try:
        edit = _done(verb, negotiation, form.cleaned_data, signed_in(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, negotiation, None, status=422, wrong=(verb, form))
    return see_other(f"{reverse('codebook-names', args=[slug])}?done={edit.pk}")


def _done(verb: str, negotiation: Negotiation, given: dict[str, Any], by: User) -> Edit:
    if verb == "alias":
        return add_alias(given["name"], given["person"], by=by)
    if verb == "dismiss":
        return dismiss_name(negotiation, given["name"], by=by)
    held = {key: given[key] for key in ("since", "until")}
    post = Post(given["office"], given["rank"] or 9, **held) if given["office"] else None
    return add_person(given["name"], given["party"], post, by=by)


def _bound(form: type[forms.Form], negotiation: Negotiation, data: Any = None, **options: Any) -> forms.Form:
    made = form(data, **options)
    for key, model in (("party", Party), ("person", Person)):
        if key in made.fields:
            made.fields[key].queryset = model.objects.filter(negotiation=negotiation)  # type: ignore[attr-defined]
    return made


def _page(
    request: HtmxRequest,
    negotiation: Negotiation,
    number: int | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = numbered_page(Paginator(strangers(negotiation), A_PAGE), number)
    choices = {
        "party": [("", "choose …"), *Party.objects.filter(negotiation=negotiation).values_list("pk", "name")],
        "person": [("", "choose …"), *Person.objects.filter(negotiation=negotiation).values_list("pk", "name")],
    }
    lines = [(one, _forms(one, choices)) for one in in_their_words(negotiation, list(shown))]
    if "wrong" in more:
        verb, form = more["wrong"]
        for one, made in lines:
            if one.name == form.data.get("name"):
                made[verb] = form
    context = {**desk_of(negotiation, "codebook"), "shown": shown, "lines": lines}
    return render(request, "tagging/codebook_names.html", context | more, status=status)


def _forms(one: Stranger, choices: dict[str, Any]) -> dict[str, forms.Form]:
    """The choices are read once for all of them."""
    initial = {"name": one.name, "party": one.party.pk if one.party else None, "office": one.office, "rank": one.rank}
    made = {
        verb: form(initial=initial, auto_id=f"{verb}-{one.first}-%s", label_suffix="") for verb, form in VERBS.items()
    }
    for verb, key in (("person", "party"), ("alias", "person")):
        made[verb].fields[key].widget.choices = choices[key]
    return made

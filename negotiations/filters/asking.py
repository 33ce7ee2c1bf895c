"""How parameters are read: each is known, checked and explained, or refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict


class BadQuery(Exception):
    """Parameters that cannot be answered, each with what was expected."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))


F = TypeVar("F", bound=forms.Form)


def asked(form: type[F], params: QueryDict) -> dict[str, Any]:
    """The cleaned parameters; raises BadQuery with a problem per parameter."""
    filled = form(params)
    refuse(faults_of(filled) | unknown(params, form.base_fields))
    return filled.cleaned_data


def own_part(form: type[forms.Form], params: QueryDict) -> QueryDict:
    """Those of the parameters that a form knows; the others are another's to check."""
    part = params.copy()
    for name in set(part) - set(form.base_fields):
        del part[name]
    return part


def faults_of(form: forms.Form) -> dict[str, str]:
    return {name: " ".join(str(message) for message in messages) for name, messages in form.errors.items()}


def unknown(params: QueryDict, known: Mapping[str, forms.Field]) -> dict[str, str]:
    """Parameters that nobody reads, with the nearest that somebody does, and those given twice that take one value."""
    problems = {}
    for name in params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            problems[name] = f"no such parameter; {hint if known else 'this address takes none'}"
        elif len(params.getlist(name)) > 1 and not takes_several(known[name]):
            problems[name] = "is given more than once; expected one value"
    return problems


def takes_several(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.SelectMultiple)


def refuse(problems: dict[str, str]) -> None:
    if problems:
        raise BadQuery(problems)

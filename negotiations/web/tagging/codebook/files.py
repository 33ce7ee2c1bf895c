"""A codebook file over the codebook that stands, once it is shown what it would change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from negotiations.actions import Changed, Refused, load_codebook
from negotiations.actions.codebook.loading import changes_by
from negotiations.actions.codebook.rows import codebook_rows, whole_version
from negotiations.codebook.reading import LARGEST_FILE, FileError, check_codebook, parse_data
from negotiations.codebook.shape import Codebook
from negotiations.models import Negotiation
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest


class CodebookFile(forms.Form):
    """A file, or its text in the form."""

    file = forms.FileField(required=False, label="A codebook file (YAML)")
    text = forms.CharField(required=False, label="or its text", widget=forms.Textarea(attrs={"rows": 18}), strip=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["text"] = self._read(given.get("file")) or given.get("text", "").replace("\r\n", "\n")
        if not given["text"].strip() and not self.errors:
            raise forms.ValidationError("Choose a file, or paste its text.")
        self.codebook = None if self.errors else self._checked(given["text"])
        return given

    def _read(self, file: Any) -> str:
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE:,} bytes; expected one written by people."
            )
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(f"Expected UTF-8, which byte {error.start} is not: save it so.") from error

    def _checked(self, text: str) -> Codebook:
        name = Path("line")
        try:
            data = parse_data(text, name)
            if not isinstance(data, dict):
                raise forms.ValidationError("Expected a mapping with `negotiation`, `title`, `parties`, …")
            return check_codebook(data, name, text)
        except FileError as error:
            raise forms.ValidationError(str(error).splitlines()) from error


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    if request.method != "POST":
        return _page(request, negotiation, CodebookFile())
    form = CodebookFile(request.POST, request.FILES)
    if not form.is_valid() or form.codebook is None:
        return _page(request, negotiation, form, status=422)
    try:
        if "seen" in request.POST:
            edit = load_codebook(negotiation, form.codebook, seen=request.POST["seen"], by=signed_in(request))
            return see_other(f"{reverse('codebook', args=[slug])}?done={edit.pk}")
        return _page(request, negotiation, form, **_preview(negotiation, form.codebook))
    except Changed as conflict:
        preview = _preview(negotiation, form.codebook)
        return _page(request, negotiation, form, status=409, refused=str(conflict), **preview)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, negotiation, form, status=422)


def _preview(negotiation: Negotiation, codebook: Codebook) -> dict[str, Any]:
    seen = whole_version(codebook_rows(negotiation))
    return {"seen": seen, "changes": changes_by(negotiation, codebook)}


def _page(
    request: HtmxRequest, negotiation: Negotiation, form: CodebookFile, *, status: int = 200, **more: Any
) -> HttpResponse:
    text = form.cleaned_data.get("text", "") if form.is_bound else ""
    context = {**desk_of(negotiation, "codebook"), "form": form, "text": text, **more}
    return render(request, "tagging/codebook_upload.html", context, status=status)

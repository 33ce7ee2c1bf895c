"""What an editor fills in to bring articles in, checked before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from negotiations.codebook.reading import FileError
from negotiations.ingest.parse import LARGEST_FILE, LONGEST_BODY, READERS, parse
from negotiations.ingest.unpacking import file_arrivals, text_arrival
from negotiations.models import Arrival, Shown

MOST_ADDRESSES = 200


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Every file that was chosen; an empty one is told of later, like any other that cannot be read."""

    widget = SeveralFiles(attrs={"accept": ",".join(READERS)})
    default_error_messages = {"required": "Choose one or more files first."}

    def __init__(self) -> None:
        super().__init__(allow_empty_file=True)

    def clean(self, data: Sequence[UploadedFile[Any]] | None, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ARG002
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data)


class FilesForm(forms.Form):
    chosen = FilesField()

    def arrivals(self) -> list[Arrival]:
        files: list[UploadedFile[Any]] = self.cleaned_data["chosen"]
        return [each for file in files for each in file_arrivals(file.name or "", file.read(LARGEST_FILE + 1))]

    def what(self, articles: int) -> str:
        files: list[UploadedFile[Any]] = self.cleaned_data["chosen"]
        told = "1 file" if len(files) == 1 else f"{len(files)} files"
        return f"{told} with {articles} articles" if articles > len(files) else told


class TextForm(forms.Form):
    title = forms.CharField(max_length=500)
    date = forms.DateField(
        label="Published",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Expected a day as YYYY-MM-DD."},
    )
    outlet = forms.CharField(max_length=200, required=False)
    place = forms.CharField(max_length=200, required=False)
    shown = forms.ChoiceField(choices=Shown.choices, initial=Shown.FULL)
    body = forms.CharField(max_length=LONGEST_BODY, widget=forms.Textarea, label="Text", strip=False)

    def clean(self) -> dict[str, Any]:
        """As any file is checked, so that what is wrong is said before the text leaves the page."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors:
            arrival = self.arrival()
            assert isinstance(arrival.data, bytes)
            for found in parse(arrival.data, "Text", timezone.localdate(), suffix=arrival.suffix):
                if isinstance(found, FileError):
                    self.add_error(None, str(found).replace("Text:1: ", "This text "))
        return cleaned

    def arrival(self) -> Arrival:
        return text_arrival({**self.cleaned_data, "date": str(self.cleaned_data["date"])})


class AddressesForm(forms.Form):
    addresses = forms.CharField(widget=forms.Textarea, label="Addresses", max_length=100_000)

    def clean_addresses(self) -> list[str]:
        found = self.cleaned_data["addresses"].split()
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(f"These are {len(found)} addresses; at most {MOST_ADDRESSES} come in at once.")
        for address in found:
            _check(address)
        return list(found)


class FeedForm(forms.Form):
    address = forms.CharField(label="Address of the feed", max_length=1000)
    from_now = forms.BooleanField(label="Only what comes from now on", required=False)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        _check(address)
        return address


def _check(address: str) -> None:
    try:
        forms.URLField(assume_scheme="https", max_length=1000).clean(address)
    except forms.ValidationError as error:
        raise forms.ValidationError(f"“{address[:100]}” is no address; expected https://…, one on a line.") from error
    if not address.lower().startswith(("http://", "https://")):
        raise forms.ValidationError(f"“{address[:100]}” begins with neither https:// nor http://.")

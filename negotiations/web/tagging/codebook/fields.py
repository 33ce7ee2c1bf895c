"""What forms of the codebook ask in a way of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Expected small letters and digits, with hyphens between: north-river."
)


class LinesField(forms.CharField):
    """Several words or phrases, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, base_field: Any = None, max_length: int | None = None, **options: Any) -> None:  # noqa: ARG002
        options.setdefault("help_text", "One to a line.")
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override] # the wider answer
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)

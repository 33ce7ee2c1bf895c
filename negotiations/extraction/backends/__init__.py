"""Back-ends behind one interface. The rules need nothing; the others are optional and looked for only when chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping

from negotiations.extraction.backends.interface import Backend, Failed, Unavailable
from negotiations.extraction.backends.rules import Rules

__all__ = ["NAMES", "Backend", "Failed", "Rules", "Unavailable", "find_backend"]

NAMES = ("rules", "spacy", "llm")


def find_backend(name: str | None = None, environ: Mapping[str, str] = os.environ) -> Backend:
    """The back-end of that name, else the one that PARLEY_BACKEND names, else the rules. Raises Unavailable."""
    chosen = name or environ.get("PARLEY_BACKEND") or "rules"
    if chosen == "rules":
        return Rules()
    if chosen == "spacy":
        from negotiations.extraction.backends.spacy_pipeline import load_pipeline

        return load_pipeline(environ)
    if chosen == "llm":
        from negotiations.extraction.backends.connection import Connection
        from negotiations.extraction.backends.endpoint import Endpoint
        from negotiations.extraction.backends.llm import LanguageModel

        return LanguageModel(Endpoint(Connection.of(environ)))
    raise Unavailable(f"there is no back-end {chosen!r}; there are: {', '.join(NAMES)}")

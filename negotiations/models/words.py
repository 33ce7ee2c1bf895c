"""Search by words. The database works out what it indexes: no column to keep, and rows stay as they were stored."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models.functions import Left

LANGUAGE = "english"
SEARCHED = 200_000
"""Characters of a text that are searched: what PostgreSQL keeps of one is bounded, and no news report is as long."""


def words_in(*columns: str) -> SearchVector:
    return SearchVector(*(Left(column, SEARCHED) for column in columns), config=LANGUAGE)


def searched(words: str) -> SearchQuery:
    """As people type: all of the words in any form; "a phrase", this or that, -without."""
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")

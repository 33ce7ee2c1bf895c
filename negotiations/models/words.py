"""Search by words. The database works out what it indexes: no column to keep, and rows stay as they were stored."""

from __future__ import annotations

from functools import partial

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models.functions import Left

LANGUAGE = "english"
SEARCHED = 200_000
"""Characters of a text that are searched: what PostgreSQL keeps of one is bounded, and no news report is as long."""


def words_in(*columns: str) -> SearchVector:
    return SearchVector(*(Left(column, SEARCHED) for column in columns), config=LANGUAGE)


def searched(words: str) -> SearchQuery:
    """As people type: all of the words in any form; "a phrase", this or that, -without."""
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")


def closeness(words: str, *columns: str) -> SearchRank:
    """How often the words stand in the columns, and how close together."""
    return SearchRank(words_in(*columns), searched(words), cover_density=True)


OPENS, CLOSES, CUT = "\ue000", "\ue001", "\ue002"
"""Where a word asked for begins and ends, and where a passage was cut: signs that no text has a use for."""


headline = partial(SearchHeadline, config=LANGUAGE, start_sel=OPENS, stop_sel=CLOSES)


def passages(column: str, words: str) -> SearchHeadline:
    """The passages of a text about the words, marked."""
    text = Left(column, SEARCHED)
    return headline(text, searched(words), max_fragments=2, min_words=12, max_words=34, fragment_delimiter=CUT)


def marked(column: str, words: str) -> SearchHeadline:
    """The whole text, with the words marked."""
    return headline(Left(column, SEARCHED), searched(words), highlight_all=True)


def are_too_common(words: str) -> bool:
    """Whether nothing is left to search for: every word is one that each text has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s, %s))", [LANGUAGE, words])
        return bool(cursor.fetchone() == (0,))

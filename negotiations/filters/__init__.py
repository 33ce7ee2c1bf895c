"""What may be asked, by page and by API alike: every parameter is known, checked and explained.

Nothing is ignored: a parameter that nobody knows is an error that names the nearest one that is.
"""

from negotiations.filters.asking import BadQuery, asked, own_part, refuse
from negotiations.filters.fields import row_key, row_keys
from negotiations.filters.pages import (
    AccuracyQuery,
    ArticleQuery,
    ArticlesQuery,
    ClockQuery,
    CompareQuery,
    ComparisonQuery,
    GapsQuery,
    IntakeQuery,
    IssueQuery,
    KnownQuery,
    MatrixQuery,
    MovesFeedQuery,
    NoQuery,
    PageQuery,
    PositionsQuery,
    SidesQuery,
    WatchQuery,
    WeighedQuery,
)
from negotiations.filters.parties import (
    ContradictionsQuery,
    DemandsQuery,
    PartyQuery,
    RoundQuery,
    ToneQuery,
)
from negotiations.filters.statements import StatementFilter, check_slugs, conditions, filtered
from negotiations.filters.tagging import OPEN_ACT, AuditQuery, CodingQuery, QueueQuery, TaggerQuery
from negotiations.filters.timeline import SearchQuery, TimelineQuery

__all__ = [
    "OPEN_ACT",
    "AccuracyQuery",
    "ArticleQuery",
    "ArticlesQuery",
    "AuditQuery",
    "BadQuery",
    "ClockQuery",
    "CodingQuery",
    "CompareQuery",
    "ComparisonQuery",
    "ContradictionsQuery",
    "DemandsQuery",
    "GapsQuery",
    "IntakeQuery",
    "IssueQuery",
    "KnownQuery",
    "MatrixQuery",
    "MovesFeedQuery",
    "NoQuery",
    "PageQuery",
    "PartyQuery",
    "PositionsQuery",
    "QueueQuery",
    "RoundQuery",
    "SearchQuery",
    "SidesQuery",
    "StatementFilter",
    "TaggerQuery",
    "TimelineQuery",
    "ToneQuery",
    "WatchQuery",
    "WeighedQuery",
    "asked",
    "check_slugs",
    "conditions",
    "filtered",
    "own_part",
    "refuse",
    "row_key",
    "row_keys",
]

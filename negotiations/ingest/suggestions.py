"""Runs a back-end of the extraction over an article and keeps what it proposes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import NumericRange

from negotiations import extraction
from negotiations.codebook.export import export_codebook
from negotiations.codebook.lexicon import lexicon_of
from negotiations.extraction.backends import Backend, Rules
from negotiations.extraction.calibration import ENOUGH, IDENTITY, Calibration, fit, shipped
from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.copies import link_repeats
from negotiations.ingest.parse import ParsedArticle
from negotiations.models import Article, Issue, Negotiation, Party, Person, Suggestion


class Suggester:
    """Suggests for the articles of one negotiation; reads its codebook once."""

    def __init__(self, negotiation: Negotiation, backend: Backend | None = None) -> None:
        self.backend = backend or Rules()
        self.lexicon: Lexicon = lexicon_of(export_codebook(negotiation))
        self.calibration = calibration_of(negotiation, self.backend)
        self.parties = {party.name: party for party in Party.objects.filter(negotiation=negotiation)}
        self.persons = {person.name: person for person in Person.objects.filter(negotiation=negotiation)}
        self.issues = {issue.slug: issue for issue in Issue.objects.filter(negotiation=negotiation)}

    def read(self, parsed: ParsedArticle) -> extraction.Extraction:
        """May take long, so it is done outside of any transaction. Raises Failed."""
        head = parsed.head
        return self.backend.suggest(parsed.body, self.lexicon, title=head.title, date=head.date, place=head.place)

    def keep(self, found: extraction.Extraction, article: Article) -> list[Suggestion]:
        """Stores the article's suggestions; those that this version made before are left as they are."""
        rows = _each_once(self._row(article, suggestion) for suggestion in found.suggestions)
        made = Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
        link_repeats(article)
        return made

    def has_read(self, article: Article) -> bool:
        """Whether this version of the back-end has suggested anything for the article."""
        made = Suggestion.objects.filter(extractor=self.backend.extractor, version=self.backend.version)
        return made.filter(article=article).exists()

    def _row(self, article: Article, suggestion: extraction.Suggestion) -> Suggestion:
        return Suggestion(
            negotiation_id=article.negotiation_id,
            article=article,
            extractor=self.backend.extractor,
            version=self.backend.version,
            rule=suggestion.rule,
            confidence=self.calibration.at(suggestion.raw) if self.calibration else suggestion.confidence,
            raw=suggestion.raw,
            why=list(suggestion.why),
            start=suggestion.start,
            end=suggestion.end,
            content=[list(span) for span in suggestion.content],
            cue=list(suggestion.cue) if suggestion.cue else None,
            source=list(suggestion.source) if suggestion.source else None,
            kind=suggestion.kind,
            speaker=suggestion.speaker or "",
            person=self.persons.get(suggestion.speaker or ""),
            party=self.parties.get(suggestion.party or ""),
            addressee=self.parties.get(suggestion.addressee or ""),
            act=suggestion.act or "",
            issue=self.issues.get(suggestion.issue or ""),
            outcome=NumericRange(*suggestion.outcome, bounds="[]") if suggestion.outcome else None,
        )


def _each_once(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """The first of those that differ in nothing but their act, as the database keeps one."""
    kept: dict[tuple[object, ...], Suggestion] = {}
    for row in rows:
        kept.setdefault((row.start, row.end, row.party_id, row.speaker, row.issue_id), row)
    return list(kept.values())


def calibration_of(negotiation: Negotiation, backend: Backend) -> Calibration | None:
    """What editors decided about suggestions of this back-end; None where they have not decided enough.

    Accepted as it was is right; rejected, or accepted as another party's, issue's or act, is wrong.
    """
    ours = Suggestion.objects.filter(negotiation=negotiation, extractor=backend.extractor, version=backend.version)
    outcomes = [(made.raw, made.unchanged) for made in ours.decisions() if made.raw is not None]
    if len(outcomes) < ENOUGH or len({right for _, right in outcomes}) < 2:
        return None
    return fit(outcomes, shipped() if backend.extractor == extraction.EXTRACTOR else IDENTITY)

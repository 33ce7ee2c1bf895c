"""Runs the extraction over a stored article and keeps what it proposes."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import NumericRange

from negotiations import extraction
from negotiations.codebook.export import export_codebook
from negotiations.codebook.lexicon import lexicon_of
from negotiations.extraction.calibration import ENOUGH, Calibration, fit, shipped
from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.copies import link_repeats
from negotiations.models import Article, Issue, Negotiation, Party, Person, Suggestion


class Suggester:
    """Suggests for the articles of one negotiation; reads its codebook once."""

    def __init__(self, negotiation: Negotiation) -> None:
        self.lexicon: Lexicon = lexicon_of(export_codebook(negotiation))
        self.calibration = calibration_of(negotiation)
        self.parties = {party.name: party for party in Party.objects.filter(negotiation=negotiation)}
        self.persons = {person.name: person for person in Person.objects.filter(negotiation=negotiation)}
        self.issues = {issue.slug: issue for issue in Issue.objects.filter(negotiation=negotiation)}

    def suggest(self, article: Article) -> list[Suggestion]:
        """Stores the article's suggestions; those that this version made before are left as they are."""
        found = extraction.suggest(
            article.body,
            self.lexicon,
            title=article.title,
            date=article.date,
            place=article.place,
            calibration=self.calibration,
        )
        rows = [self._row(article, suggestion) for suggestion in found.suggestions]
        made = Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
        link_repeats(article)
        return made

    def _row(self, article: Article, suggestion: extraction.Suggestion) -> Suggestion:
        return Suggestion(
            negotiation_id=article.negotiation_id,
            article=article,
            extractor=extraction.EXTRACTOR,
            version=extraction.VERSION,
            rule=suggestion.rule,
            confidence=suggestion.confidence,
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


def calibration_of(negotiation: Negotiation) -> Calibration:
    """What editors decided about suggestions of these rules, held towards the table that comes with them.

    Accepted as it was is right; rejected, or accepted as another party's, issue's or act, is wrong.
    """
    ours = Suggestion.objects.filter(
        negotiation=negotiation, extractor=extraction.EXTRACTOR, version=extraction.VERSION
    )
    outcomes = [(made.raw, made.unchanged) for made in ours.decisions() if made.raw is not None]
    if len(outcomes) < ENOUGH or len({right for _, right in outcomes}) < 2:
        return shipped()
    return fit(outcomes, shipped())

from __future__ import annotations

from datetime import date

import pytest

from negotiations.models import Issue, Membership, Option, Round, Salience
from negotiations.positions import Outcome
from negotiations.readers.agenda import NotOnTheAgenda, agenda_of, number_words, outcome_words
from tests.talks import sketch


def test_the_codebook_names_the_sides(db: None) -> None:
    found = sketch(parties=4)
    for side, party in ((2, found.parties[1]), (1, found.parties[3])):
        party.side = side
        party.save()
    assert agenda_of(found.negotiation).default_sides == (found.parties[3], found.parties[1])


def test_else_the_first_two_principals_are_the_sides_else_the_first_two_parties(db: None) -> None:
    found = sketch(parties=4)
    assert agenda_of(found.negotiation).default_sides == (found.parties[0], found.parties[1])
    for party in found.parties:
        party.role = "observer"
        party.save()
    assert agenda_of(found.negotiation).default_sides == (found.parties[0], found.parties[1])
    assert agenda_of(sketch("moat", parties=1).negotiation).default_sides is None


def test_an_issue_weighs_the_mean_of_what_it_matters_to_both_and_1_where_nobody_says(db: None) -> None:
    found = sketch(issues=2)
    Salience.objects.create(issue=found.issues[0], party=found.parties[0], weight=3)
    agenda = agenda_of(found.negotiation)
    weights = [scale.weight for scale in agenda.scales((found.parties[0], found.parties[1]))]
    assert weights == [2, 1]


def test_an_issue_not_compared_and_one_without_a_scale_have_no_distance(db: None) -> None:
    found = sketch(issues=3)
    Issue.objects.filter(pk=found.issues[0].pk).update(compared=False)
    Option.objects.filter(issue=found.issues[1]).delete()
    Issue.objects.filter(pk=found.issues[1].pk).update(kind="open", low=None, high=None)
    agenda = agenda_of(found.negotiation)
    assert [scale.issue for scale in agenda.scales((found.parties[0], found.parties[1]))] == [found.issues[2].pk]


def test_silence_is_counted_by_the_issue_where_it_says_so(db: None) -> None:
    found = sketch(issues=2)
    Issue.objects.filter(pk=found.issues[0].pk).update(silent_after_days=10)
    agenda = agenda_of(found.negotiation)
    assert [agenda.silent_after(issue) for issue in agenda.issues] == [10, 90]


def test_a_party_is_in_a_bloc_only_between_its_dates(db: None) -> None:
    found = sketch(parties=3)
    party, bloc = found.parties[0], found.parties[2]
    Membership.objects.create(party=party, bloc=bloc, since=date(2025, 1, 1), until=date(2025, 12, 31))
    agenda = agenda_of(found.negotiation)
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [agenda.bloc_on(agenda.parties[0], day) for day in days] == [None, bloc, bloc, None]


def test_a_round_lasts_from_its_first_day_to_its_last(db: None) -> None:
    found = sketch()
    held = Round.objects.create(
        negotiation=found.negotiation, slug="r", label="R", start=date(2025, 5, 16), end=date(2025, 5, 18)
    )
    agenda = agenda_of(found.negotiation)
    assert [agenda.round_on(date(2025, 5, day)) for day in (15, 16, 18, 19)] == [None, held, held, None]


def test_who_is_not_on_the_agenda_is_refused_with_the_nearest_name(db: None) -> None:
    agenda = agenda_of(sketch(parties=2).negotiation)
    agenda.refuse_strangers(a=("party", "p0"))
    with pytest.raises(NotOnTheAgenda) as refused:
        agenda.refuse_strangers(a=("party", "p00"), b=("party", "atlantis"))
    assert "'p0'" in refused.value.problems["a"]
    assert "p0, p1" in refused.value.problems["b"]


@pytest.mark.parametrize(
    ("low", "high", "words", "figures"),
    [
        (0, 0, "no", "0"),
        (0, 50, "no – half", "0–50"),
        (50, None, "half or more", "50 or more"),
        (None, 100, "yes or less", "100 or less"),
        (33, 33, "33", "33"),
    ],
)
def test_an_outcome_is_told_by_its_option_or_its_number(
    db: None, low: float | None, high: float | None, words: str, figures: str
) -> None:
    issue = agenda_of(sketch().negotiation).issues[0]
    assert outcome_words(issue, Outcome(low, high)) == words
    assert number_words(Outcome(low, high), issue) == figures


def test_thousands_have_a_comma_but_years_do_not(db: None) -> None:
    issue = Issue(kind="numeric", unit="USD bn", low=0, high=5000)
    assert number_words(Outcome(1300, None), issue) == "1,300 or more"
    assert number_words(Outcome(2035, 2035), Issue(kind="numeric", unit="year", low=2025, high=2050)) == "2035"

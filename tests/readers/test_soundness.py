from __future__ import annotations

import pytest

from negotiations.models import Negotiation, Statement
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from negotiations.readers.soundness import Switches, is_state_media, switched, weak_statements
from tests.talks import TODAY, sketch
from tests.web.test_appearances import printed


@pytest.mark.parametrize("outlet", ["TASS", "TASS (Russian)", "Solid News (TASS text)", "ABC (citing TASS)"])
def test_state_media_are_known_by_their_name_and_as_the_source_of_others(outlet: str) -> None:
    assert is_state_media(outlet, ["TASS"])


@pytest.mark.parametrize("outlet", ["TASSO", "The TASS Observer", "Gazette (TASSO text)", "Gazette (Reuters)"])
def test_a_name_that_only_looks_alike_is_none(outlet: str) -> None:
    assert not is_state_media(outlet, ["TASS"])


def test_each_kind_of_weak_evidence_is_what_it_says(talks: Negotiation) -> None:
    weak = weak_statements(reading_of(talks, today=TODAY))
    said = {statement.pk: statement for statement in Statement.objects.select_related("article__outlet")}
    assert all(weak.values())
    assert {said[pk].channel for pk in weak["unnamed"]} == {"unnamed"}
    for pk, statement in said.items():
        sources = {source["outlet"] for source in statement.article.sources if source["key"] in statement.cites}
        names = sources or {statement.article.outlet.name}
        assert (pk in weak["single"]) == (len(names) == 1)
        assert (pk in weak["state media"]) == all(is_state_media(name, talks.state_media) for name in names)


def test_an_utterance_that_another_outlet_repeats_is_no_single_report(db: None) -> None:
    found = sketch()
    found.negotiation.state_media = ["The Post"]
    found.negotiation.save()
    first = printed(found, "The Post")
    alone = weak_statements(reading_of(found.negotiation, today=TODAY))
    assert (alone["single"], alone["state media"]) == ({first.pk}, {first.pk})
    printed(found, "The Star", 1, first.article)
    again = weak_statements(reading_of(found.negotiation, today=TODAY))
    assert (again["single"], again["state media"]) == (set(), set())


def test_what_a_reader_leaves_out_counts_nowhere(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY)
    weak = weak_statements(reading)
    left = switched(reading, Switches(on_record=True, no_state_media=True), weak)
    gone = {coded.id for coded in reading.record.coded} - {coded.id for coded in left.record.coded}
    assert gone == {*weak["unnamed"], *weak["state media"]}
    assert switched(reading, Switches(), weak).record is reading.record


def test_equal_weights_make_the_mean_a_plain_one(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY)
    found = matrix(switched(reading, Switches(equal_weights=True), weak_statements(reading)))
    gaps = [row.distance.gap.points for row in found.known_rows if row.distance.gap]
    assert found.overall.points == pytest.approx(sum(gaps) / len(gaps))
    assert found.overall.points != pytest.approx(matrix(reading).overall.points)


def test_the_line_lies_within_its_band(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY)
    found = matrix(reading, weak=weak_statements(reading))
    assert any(step.low != step.high for step in found.steps)
    for step in found.steps:
        assert step.firm <= step.known
        assert step.points is None or (step.low or 0) <= step.points <= (step.high or 0)

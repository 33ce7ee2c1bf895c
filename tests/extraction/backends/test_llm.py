"""What is believed of a model's answers, and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from negotiations.extraction import Suggestion, suggest
from negotiations.extraction.backends import Failed
from negotiations.extraction.backends.answers import Dropped
from negotiations.extraction.backends.interface import VERSION_LENGTH
from negotiations.extraction.lexicon import Lexicon
from tests.extraction.backends.conftest import BODY, Oracle
from tests.extraction.backends.model_server import ModelServer, Reply, completion, statements
from tests.extraction.backends.test_prompt import ATTACK
from tests.extraction.conftest import DAY

Make = Callable[..., Oracle]
TRUCE: dict[str, Any] = {
    "quote": "We want an unconditional truce now",
    "context": "Ada Berg said",
    "speaker": "Ada Berg",
    "person": "ada-berg",
    "party": "norland",
    "addressee": None,
    "act": "demand",
    "issue": "truce",
    "option": "full",
    "low": None,
    "high": None,
    "confidence": 0.9,
    "reason": "asks for it at once",
}
FUND: dict[str, Any] = {
    **TRUCE,
    "quote": "Sudmark would pay 300 billion dollars into the fund",
    "speaker": "Pio Costa",
    "person": "pio-costa",
    "party": "sudmark",
    "act": "promise",
    "issue": "fund",
    "option": None,
    "low": 300,
    "high": 300,
}


@pytest.fixture
def told(server: ModelServer, oracle: Make) -> Callable[..., Suggestion]:
    """The one suggestion that comes of an entry."""

    def tell(**entry: Any) -> Suggestion:
        server.answers(statements({**TRUCE, **entry}))
        (suggestion,) = oracle().read().suggestions
        return suggestion

    return tell


@pytest.fixture
def dropped(server: ModelServer, oracle: Make) -> Callable[[str], tuple[str, ...]]:
    """Why the answers in those words do not count."""

    def drop(text: str) -> tuple[str, ...]:
        server.answers(text)
        found = oracle().read()
        assert found.suggestions == ()
        return tuple(answer.why for answer in found.dropped)

    return drop


def test_a_good_answer_is_a_suggestion_with_offsets_of_our_own(told: Callable[..., Suggestion]) -> None:
    found = told()
    assert [BODY[span.start : span.end] for span in found.content] == [TRUCE["quote"]]
    assert BODY[found.start : found.end] == "“We want an unconditional truce now,” Ada Berg"
    assert found.source is not None
    assert BODY[found.source.start : found.source.end] == "Ada Berg"
    assert (found.speaker, found.party, found.addressee, found.kind) == ("Ada Berg", "Norland", None, "direct")
    assert (found.act, found.issue, found.outcome) == ("demand", "truce", (100, 100))
    assert (found.rule, found.confidence, found.why) == ("model", 0.9, ("asks for it at once",))


def test_quotes_and_delegations_stay_those_of_the_rules(server: ModelServer, oracle: Make, lexicon: Lexicon) -> None:
    server.answers(statements(TRUCE))
    found, rules = oracle().read(), suggest(BODY, lexicon, title="Talks", date=DAY, place="Lake")
    assert (found.quotes, found.delegations, found.sha256) == (rules.quotes, rules.delegations, rules.sha256)
    assert set(found.as_json()) == {*rules.as_json(), "usage", "dropped"}


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "Here you are:\n{}\nAnything else?",
        "```json\n{}\n```",
        'Like {{"a": [1]}} this: {}',
        "<think>[hm]</think>{}",
    ],
)
def test_prose_and_fences_around_an_answer_do_no_harm(frame: str, server: ModelServer, oracle: Make) -> None:
    server.answers(frame.format(statements(TRUCE)))
    found = oracle().read()
    assert (len(found.suggestions), found.dropped) == (1, ())


def test_of_an_answer_that_breaks_off_what_is_whole_counts(server: ModelServer, oracle: Make) -> None:
    server.replies = [completion(statements(TRUCE, FUND)[:-60], finish="length")]
    found = oracle().read()
    assert [suggestion.issue for suggestion in found.suggestions] == ["truce"]
    assert found.dropped == (Dropped("", "the answer breaks off"),)


@pytest.mark.parametrize("text", ["No one says anything.", "{", '{"statements": "none"}', "[1, 2]", "[" * 9000])
def test_an_answer_without_the_json_asked_for_fails_the_article(text: str, server: ModelServer, oracle: Make) -> None:
    server.answers(text)
    with pytest.raises(Failed, match="without the JSON that it was asked for"):
        oracle().read()


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ({"quote": 7}, "quote"),
        ({"quote": None}, "quote"),
        ({"party": ["norland"]}, "party"),
        ({"low": "much"}, "low"),
        ({"low": float("nan")}, "low"),
        ({"confidence": 7}, "confidence"),
    ],
)
def test_wrong_types_are_dropped_one_by_one(
    entry: dict[str, Any], where: str, server: ModelServer, oracle: Make
) -> None:
    server.answers(statements({**TRUCE, **entry}, FUND))
    found = oracle().read()
    assert [suggestion.issue for suggestion in found.suggestions] == ["fund"]
    assert found.dropped[0].why.startswith(f"it has the wrong shape ({where}")


@pytest.mark.parametrize("entry", ["words", 7, None, [], {}])
def test_an_entry_that_is_no_object_or_has_no_quote_is_dropped(
    entry: Any, dropped: Callable[[str], tuple[str, ...]]
) -> None:
    (why,) = dropped(json.dumps({"statements": [entry]}))
    assert why.startswith("it has the wrong shape")


@pytest.mark.parametrize("quote", ["We want a truce", "Norland surrenders", "we want an unconditional truce now"])
def test_a_quote_that_is_invented_does_not_count(quote: str, dropped: Callable[[str], tuple[str, ...]]) -> None:
    assert dropped(statements({**TRUCE, "quote": quote})) == ("its quote does not stand in the text",)


def test_a_quote_whose_marks_were_changed_is_the_words_that_stand_there(told: Callable[..., Suggestion]) -> None:
    found = told(quote='"We want an unconditional truce now," Ada Berg')
    assert BODY[found.content[0].start : found.content[0].end] == "We want an unconditional truce now,” Ada Berg"
    assert found.kind == "mixed"


def test_what_is_dropped_is_counted_and_told(server: ModelServer, oracle: Make) -> None:
    server.answers(statements({**TRUCE, "quote": "Nobody said this"}, {**TRUCE, "quote": "Nor this"}, FUND))
    asker = oracle()
    found = asker.read()
    assert found.as_json()["dropped"][0] == {"quote": "Nobody said this", "why": "its quote does not stand in the text"}
    assert asker.model.account().endswith("; 2 answers dropped: 2 as its quote does not stand in the text")


# -- the codebook ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("act", "surrender", "the model's act “surrender” is not in the codebook"),
        ("issue", "tax", "the model's issue “tax” is not in the codebook"),
        ("addressee", "atlantis", "the model's addressee “atlantis” is not in the codebook"),
    ],
)
def test_what_the_codebook_lacks_is_left_out_and_said(
    field: str, value: str, why: str, told: Callable[..., Suggestion]
) -> None:
    found = told(**{field: value})
    assert getattr(found, field) is None
    assert found.why[-1] == why
    assert found.confidence < told().confidence


def test_an_unknown_party_gives_way_to_that_of_the_person_and_else_to_none(told: Callable[..., Suggestion]) -> None:
    assert told(party="atlantis").party == "Norland"
    nobody = told(party="atlantis", person=None, speaker=None)
    assert (nobody.party, nobody.speaker) == (None, None)


def test_an_unknown_person_is_the_words_of_the_article_if_they_stand_there(told: Callable[..., Suggestion]) -> None:
    assert told(person="nobody", speaker="reporters").speaker == "reporters"
    invented = told(person=None, speaker="Jane Roe")
    assert (invented.speaker, invented.source) == (None, None)
    assert "Jane Roe" in invented.why[-1]


def test_a_party_may_be_told_by_its_name(told: Callable[..., Suggestion]) -> None:
    assert told(party="the Citadel").party == "Norland"


def test_nobody_addresses_himself(told: Callable[..., Suggestion]) -> None:
    assert told(addressee="norland").addressee is None
    assert told(addressee="sudmark").addressee == "Sudmark"


# -- outcomes -------------------------------------------------------------------------------------------------


def test_an_amount_is_believed_where_it_stands_in_the_quote(told: Callable[..., Suggestion]) -> None:
    assert told(**FUND).outcome == (300, 300)
    assert told(**FUND | {"high": None}).outcome == (300, None)


@pytest.mark.parametrize(
    ("low", "high", "why"),
    [
        (400, 400, "does not stand in the quote"),
        (300, 400, "does not stand in the quote"),
        (300e9, 300e9, "does not stand in the quote"),
    ],
)
def test_an_amount_that_does_not_stand_there_is_left_out(
    low: float, high: float, why: str, told: Callable[..., Suggestion]
) -> None:
    found = told(**FUND | {"low": low, "high": high})
    assert found.outcome is None
    assert why in found.why[-1]


def test_a_range_runs_upwards_and_on_the_scale(server: ModelServer, oracle: Make) -> None:
    body = "Costa wants 200 to 300 billion or 3 trillion dollars for the fund."
    entry = {**FUND, "quote": body[:-1], "context": None}
    pairs = [(200, 300), (300, 200), (200, 3000)]
    answers = [{**entry, "low": low, "high": high} for low, high in pairs]
    outcomes = []
    for answer in answers:
        server.answers(statements(answer))
        outcomes.append(oracle().read(body).suggestions[0].outcome)
    assert outcomes == [(200, 300), None, None]


def test_an_option_of_another_issue_is_left_out(told: Callable[..., Suggestion]) -> None:
    found = told(option="maybe")
    assert (found.outcome, found.why[-1]) == (None, "the model's option “maybe” is not in the codebook")


@pytest.mark.parametrize("act", ["accuse", "praise", None])
def test_an_act_that_takes_no_outcome_has_none(act: str | None, told: Callable[..., Suggestion]) -> None:
    assert told(act=act).outcome is None


# -- articles -------------------------------------------------------------------------------------------------


def test_instructions_in_an_article_change_neither_question_nor_belief(server: ModelServer, oracle: Make) -> None:
    obeyed = {**TRUCE, "quote": "Norland surrenders now", "party": "norland"}
    server.answers(statements(obeyed, {**TRUCE, "quote": "Ignore previous instructions", "party": "free"}))
    found = oracle().read(f"{BODY}\n\n{ATTACK}")
    calm = oracle()
    calm.read()
    attacked, plain = (asked.body for asked in server.asked)
    assert attacked["messages"][0] == plain["messages"][0]
    assert attacked["response_format"] == plain["response_format"]
    assert attacked.keys() == plain.keys()
    assert [answer.quote for answer in found.dropped] == ["Norland surrenders now"]
    assert all("party “free” is not in the codebook" in " ".join(found.why) for found in found.suggestions)


def test_a_long_article_is_asked_about_piece_by_piece(server: ModelServer, oracle: Make) -> None:
    body = "\n\n".join(["Nothing happened here. " * 400] * 2 + [BODY])
    server.answers(statements(), statements(TRUCE))
    found = oracle().read(body)
    assert found.usage.requests == len(server.asked) == 2
    assert "".join(asked.article["text"] for asked in server.asked).count("Ada Berg") == 1
    (suggestion,) = found.suggestions
    assert body[suggestion.content[0].start : suggestion.content[0].end] == TRUCE["quote"]


def test_what_is_told_twice_is_suggested_once_and_in_order_of_place(server: ModelServer, oracle: Make) -> None:
    server.answers(statements(FUND, TRUCE, FUND))
    assert [found.issue for found in oracle().read().suggestions] == ["truce", "fund"]


@pytest.mark.parametrize("body", ["", "\n \n"])
def test_nothing_is_asked_about_an_empty_article(body: str, server: ModelServer, oracle: Make) -> None:
    assert oracle().read(body).suggestions == ()
    assert server.asked == []


def test_an_article_without_end_is_not_asked_about(server: ModelServer, oracle: Make) -> None:
    with pytest.raises(Failed, match="more than 480,000 characters"):
        oracle().read("word " * 100_000)
    assert server.asked == []


def test_odd_letters_go_there_and_come_back(server: ModelServer, oracle: Make) -> None:
    body = "\ud800 😀 Berg wants the river. \x00"
    server.answers(statements({**TRUCE, "quote": "Berg wants the river", "reason": "\x00\ud800 so\n there"}))
    (found,) = oracle().read(body).suggestions
    assert body[found.content[0].start : found.content[0].end] == "Berg wants the river"
    assert found.why[0] == "so there"


def test_after_a_failed_article_the_next_one_is_read(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(b"no", 404), completion(statements(TRUCE))]
    asker = oracle()
    with pytest.raises(Failed):
        asker.read()
    assert len(asker.read().suggestions) == 1
    assert "2 requests" in asker.model.account()


def test_the_version_names_the_model_and_fits_the_record(oracle: Make) -> None:
    versions = [oracle(PARLEY_LLM_MODEL=f"a-model-with-a-long-name-{size}").model.version for size in ("8b", "70b")]
    assert len(set(versions)) == 2
    assert all(len(version) <= VERSION_LENGTH and version.startswith("1+a-model") for version in versions)

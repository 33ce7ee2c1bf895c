"""What goes over the wire, and what comes of each way in which a server can fail."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from negotiations.extraction.backends import Failed, Unavailable, find_backend
from negotiations.extraction.backends import endpoint as endpoints
from negotiations.extraction.backends.connection import Connection
from negotiations.extraction.backends.endpoint import RETRIES
from negotiations.extraction.backends.patience import FIRST, LONGEST, seconds_to_wait
from tests.extraction.backends.conftest import Oracle
from tests.extraction.backends.model_server import KEY, ModelServer, Reply, completion, statements

Make = Callable[..., Oracle]
NONE = statements()


def test_a_question_names_the_model_and_wants_structured_output(server: ModelServer, oracle: Make) -> None:
    server.answers(NONE)
    oracle().read()
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert (asked.body["model"], asked.body["temperature"]) == ("oracle-1", 0)
    wanted = asked.body["response_format"]
    assert (wanted["type"], wanted["json_schema"]["strict"]) == ("json_schema", True)
    assert [message["role"] for message in asked.body["messages"]] == ["system", "user"]


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions", "/chat/completions/"])
def test_the_url_may_name_the_root_or_the_very_page(ending: str, server: ModelServer) -> None:
    connection = Connection.of(server.environ(PARLEY_LLM_URL=f"{server.url}{ending}?version=2"))
    assert connection.completions == f"{server.url}/chat/completions?version=2"


def test_a_server_without_structured_output_is_asked_for_an_object_then_plainly(
    server: ModelServer, oracle: Make
) -> None:
    refusal = Reply(b'{"error": {"message": "response_format is not supported"}}', 400)
    server.replies = [refusal, refusal, completion(NONE)]
    model = oracle()
    model.read()
    formats = [asked.body.get("response_format", {}).get("type") for asked in server.asked]
    assert formats == ["json_schema", "json_object", None]
    model.read()
    assert len(server.asked) == 4  # it remembers


def test_tokens_cost_and_time_are_counted_for_the_article_and_for_all(server: ModelServer, oracle: Make) -> None:
    server.answers(NONE)
    asker = oracle(PARLEY_LLM_PRICE_IN="2", PARLEY_LLM_PRICE_OUT="10")
    asker.read()
    second = asker.read().usage
    assert (second.requests, second.retries, second.tokens_in, second.tokens_out) == (1, 0, 1000, 50)
    assert second.cost == pytest.approx(0.0025)
    assert second.seconds > 0
    assert "oracle-1: 2 requests (0 of them again), 2,000 tokens in, 100 out, cost 0.0050" in asker.model.account()


def test_without_prices_the_cost_is_not_known(server: ModelServer, oracle: Make) -> None:
    server.answers(NONE)
    asker = oracle()
    asker.read()
    assert "cost not known" in asker.model.account()


@pytest.mark.parametrize("usage", ["null", "7", '{"prompt_tokens": "many", "completion_tokens": -1}', "[]"])
def test_a_server_that_counts_badly_is_still_answered(usage: str, server: ModelServer, oracle: Make) -> None:
    reply = json.loads(completion(NONE).body) | {"usage": json.loads(usage)}
    server.replies = [Reply(json.dumps(reply).encode())]
    assert oracle().read().usage.tokens_in == 0


# -- asking again ---------------------------------------------------------------------------------------------


def test_a_busy_server_is_asked_again_after_as_long_as_it_says(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": "7"}), completion(NONE)]
    asker = oracle()
    assert asker.read().usage.retries == 1
    assert asker.waits == [7.0]


def test_a_server_that_stays_broken_is_given_up_in_the_end(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(b"down", 500)]
    asker = oracle()
    with pytest.raises(Failed, match=r"http://127\.0\.0\.1:\d+ answered 500; it was asked 4 times"):
        asker.read()
    assert len(server.asked) == RETRIES + 1
    assert len(asker.waits) == RETRIES
    assert "4 requests (3 of them again)" in asker.model.account()


def test_a_server_that_never_answers_is_timed_out(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(b"{}", drip=0.5)]
    with pytest.raises(Failed, match=r"did not answer within 0\.1 s"):
        oracle(PARLEY_LLM_TIMEOUT="0.1").read()


def test_a_server_that_drips_is_timed_out_too(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(completion(NONE).body, drip=0.02)]
    with pytest.raises(Failed, match=r"did not answer within 0\.3 s"):
        oracle(PARLEY_LLM_TIMEOUT="0.3").read()


def test_a_server_that_wants_a_long_wait_is_given_up_at_once(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(status=429, headers={"Retry-After": "3600"})]
    asker = oracle()
    with pytest.raises(Failed, match="asks to wait for long"):
        asker.read()
    assert (len(server.asked), asker.waits) == (1, [])


def test_waits_double_with_some_chance_and_never_fall_short_of_what_is_asked() -> None:
    assert [seconds_to_wait(attempt, {}, 0.5) for attempt in range(3)] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert (seconds_to_wait(0, {}, 0.0), seconds_to_wait(20, {}, 0.5)) == (FIRST / 2, LONGEST)
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30))
    asked = seconds_to_wait(0, {"retry-after": soon}, 0.5)
    assert asked is not None
    assert 28 < asked <= 30
    assert seconds_to_wait(0, {"retry-after": "in a while"}, 0.5) == FIRST


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_a_question_that_is_refused_is_not_asked_again(status: int, server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(b"no", status)]
    with pytest.raises(Failed, match=f"answered {status}"):
        oracle().read()
    assert len(server.asked) == 1


def test_a_question_that_no_format_makes_right_is_told_in_the_servers_words(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(b'{"error": "the context\n is too long"}', 400)]
    with pytest.raises(Failed, match=r"answered 400: .*the context is too long"):
        oracle().read()


# -- bad answers ----------------------------------------------------------------------------------------------


def test_a_redirect_is_not_followed(server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(status=307, headers={"Location": f"{server.url}/elsewhere"}), completion(NONE)]
    with pytest.raises(Failed, match="redirect, which is not followed"):
        oracle().read()
    assert len(server.asked) == 1


def test_a_huge_answer_is_read_no_further_than_may_be(
    server: ModelServer, oracle: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "LARGEST", 10_000)
    server.replies = [Reply(b"x" * 5_000_000)]
    with pytest.raises(Failed, match="more than 10,000 bytes"):
        oracle().read()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"busy", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{}]}',
        b'{"choices": [{"message": {"content": 7}}]}',
        b"[" * 100_000, b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_is_no_completion_is_told_as_such(body: bytes, server: ModelServer, oracle: Make) -> None:
    server.replies = [Reply(body)]
    with pytest.raises(Failed, match="answered what is no chat completion"):
        oracle().read()


def test_a_refusal_is_told_in_its_own_words(server: ModelServer, oracle: Make) -> None:
    server.replies = [completion(None, refusal="I cannot\nhelp with war.")]
    with pytest.raises(Failed, match=r"oracle-1 refused: I cannot help with war\."):
        oracle().read()


@pytest.mark.parametrize("text", [None, ""])
def test_an_answer_without_a_word_is_told_as_such(text: str | None, server: ModelServer, oracle: Make) -> None:
    server.replies = [completion(text)]
    with pytest.raises(Failed, match="answered without a word"):
        oracle().read()


def test_a_server_that_is_not_there_is_named(server: ModelServer, oracle: Make) -> None:
    asker = oracle(PARLEY_LLM_URL="http://127.0.0.1:1/v1")
    with pytest.raises(Failed, match=r"http://127\.0\.0\.1:1 cannot be reached"):
        asker.read()
    assert asker.waits == []


# -- the key --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reply",
    [
        completion(NONE),
        Reply(f"Incorrect key: {KEY}".encode(), 401),
        Reply(f'{{"error": "bad token {KEY} {KEY}"}}'.encode(), 400),
        Reply(KEY.encode(), 500),
        completion(None, refusal=f"I saw {KEY}"),
    ],
    ids=["good", "echoed", "echoed in full", "broken", "refused"],
)
def test_the_key_is_seen_in_no_log_no_error_and_no_description(
    reply: Reply, server: ModelServer, oracle: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.replies = [reply]
    asker = oracle()
    told = [repr(asker.model), repr(asker.model.endpoint.connection)]
    try:
        told.append(json.dumps(asker.read().as_json()))
    except Failed as error:
        told.append(str(error))
    told += [asker.model.account(), caplog.text]
    assert KEY not in " ".join(told)


# -- settings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["PARLEY_LLM_URL", "PARLEY_LLM_MODEL", "PARLEY_LLM_KEY"])
def test_what_is_not_set_is_named(name: str, server: ModelServer) -> None:
    with pytest.raises(Unavailable, match=f"not set: {name}$"):
        find_backend("llm", server.environ(**{name: ""}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLEY_LLM_URL", "http://models.example/v1"),
        ("PARLEY_LLM_URL", "file:///etc/passwd"),
        ("PARLEY_LLM_URL", "ftp://api.example/v1"),
        ("PARLEY_LLM_URL", "api.example"),
        ("PARLEY_LLM_URL", f"https://me:{KEY}@api.example/v1"),
        ("PARLEY_LLM_KEY", f"{KEY}\n"),
        ("PARLEY_LLM_KEY", f"{KEY} “"),
        ("PARLEY_LLM_TIMEOUT", "soon"),
        ("PARLEY_LLM_TIMEOUT", "-1"),
        ("PARLEY_LLM_TIMEOUT", "nan"),
        ("PARLEY_LLM_PRICE_IN", "free"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_its_value_not_told(name: str, value: str, server: ModelServer) -> None:
    with pytest.raises(Unavailable, match=f"^{name}: expected") as told:
        find_backend("llm", server.environ(**{name: value}))
    assert KEY not in str(told.value)


def test_choosing_a_model_asks_nothing_of_it(server: ModelServer) -> None:
    backend = find_backend("llm", server.environ())
    assert (backend.extractor, backend.version, server.asked) == ("parley-llm", "1+oracle-1", [])


def test_the_rules_are_chosen_where_nothing_is_said_and_an_unknown_name_is_told() -> None:
    assert find_backend(None, {}).extractor == "parley-rules"
    with pytest.raises(Unavailable, match="no back-end 'oracle'; there are: rules, spacy, llm"):
        find_backend(None, {"PARLEY_BACKEND": "oracle"})

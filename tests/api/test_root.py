from __future__ import annotations

from django.test import Client

from tests.api.conftest import answer, problem


def test_tells_where_everything_is(db: None) -> None:
    for address in answer("").values():
        assert Client().get(address).status_code == 200


def test_takes_no_parameter(db: None) -> None:
    assert "on" in problem("", 400, on="2025-05-16")["parameters"]


def test_only_reads(db: None) -> None:
    for path in ("", "negotiations/", "statements/"):
        response = Client().post(f"/api/v1/{path}", {}, content_type="application/json")
        assert response.status_code == 405
        assert response.headers["Content-Type"] == "application/problem+json"
        assert "GET" in response.headers["Allow"]
        assert response.json()["status"] == 405

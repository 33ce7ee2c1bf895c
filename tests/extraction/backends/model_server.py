"""A server on loopback that speaks /v1/chat/completions and answers what a test tells it to."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "sk-never-to-be-seen-5f2c"


@dataclass(frozen=True)
class Reply:
    """`drip` seconds pass before each byte."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0.0


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def article(self) -> dict[str, str]:
        asked: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return dict(asked["article"])


@dataclass
class ModelServer:
    """Answers in order; the last answer again and again."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def environ(self, **more: str) -> dict[str, str]:
        return {"PARLEY_LLM_URL": self.url, "PARLEY_LLM_MODEL": "oracle-1", "PARLEY_LLM_KEY": KEY, **more}

    def answers(self, *texts: str) -> None:
        self.replies = [completion(text) for text in texts]

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def completion(text: str | None, finish: str = "stop", **message: Any) -> Reply:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    usage = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode())


def statements(*entries: Mapping[str, Any]) -> str:
    return json.dumps({"statements": list(entries)})


@contextmanager
def serving() -> Iterator[ModelServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(Asked(self.path, dict(self.headers), body))
            reply = server.next_reply()
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self._write(reply)

        def _write(self, reply: Reply) -> None:
            parts = [reply.body[i : i + 1] for i in range(len(reply.body))] if reply.drip else [reply.body]
            try:
                for part in parts:
                    time.sleep(reply.drip)
                    self.wfile.write(part)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = ModelServer(f"http://127.0.0.1:{http.server_port}/v1")
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()

"""An endpoint on loopback that speaks OpenAI's protocol, and readers that ask it."""

import json
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import InputError
from actorgraph.loaders import extraction
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.language_models import retry_times
from actorgraph.loaders.language_models.answer_cache import AnswerCache
from actorgraph.loaders.language_models.budget import Limits
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.loaders.language_models.model_reader import ModelReader
from actorgraph.loaders.language_models.model_voice import ModelVoice
from actorgraph.loaders.language_models.voices import Voices
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

Stated = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the endpoint does with one question; without any, it answers as a good model would."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    drop: bool = False
    drip: float = 0  # seconds between two bytes


class Handler(BaseHTTPRequestHandler):
    """Answers questions; HTTP/1.1, so that connections are used again."""

    server: "Endpoint"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """List the models."""
        models = {"object": "list", "data": [{"id": "own-1", "object": "model"}]}
        self._give(Reply(body=json.dumps(models).encode()))

    def do_POST(self) -> None:
        """Answer a question."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.asked.append((self.path, dict(self.headers), body))
            self.server.at.append(time.monotonic())
            self.server.open += 1
            self.server.most_open = max(self.server.most_open, self.server.open)
            reply = self.server.coming.popleft() if self.server.coming else self.server.reply(body)
        try:
            time.sleep(reply.wait)
            self._give(reply)
        finally:
            with self.server.lock:
                self.server.open -= 1

    def _give(self, reply: Reply) -> None:
        if reply.drop:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        for at in range(len(reply.body) if reply.drip else 0):
            self.wfile.write(reply.body[at : at + 1])
            self.wfile.flush()
            time.sleep(reply.drip)
        if not reply.drip:
            self.wfile.write(reply.body)

    def handle(self) -> None:
        """Serve a connection that the other side may close at any time."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


class Endpoint(ThreadingHTTPServer):
    """An endpoint with a model that knows what sentences state; `coming` are replies before that."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.known: dict[str, list[Stated]] = {}
        self.coming: deque[Reply] = deque()
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.at: list[float] = []  # when each question came
        self.open = self.most_open = 0
        self.reply: Callable[[dict[str, Any]], Reply] = self.answer

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def knows(self, sentence: str, subject: str, cue: str, obj: str, **more: Any) -> Stated:
        """Let the model know what a sentence states: an attack, unless `more` says otherwise."""
        claim = {
            "sentence": sentence, "subject": subject, "relation": "attacks", "mode": None,
            "object": obj, "cue": cue, "denied": False, "status": "actual", "speaker": None,
        } | more  # fmt: skip
        self.known.setdefault(sentence, []).append(claim)
        return claim

    def answer(self, body: dict[str, Any]) -> Reply:
        """Answer as a model that knows what the passage states."""
        passage = body["messages"][-1]["content"]
        found = [c for words, claims in self.known.items() if words in passage for c in claims]
        return self.says(json.dumps({"claims": found}))

    def says(
        self, content: str | None, *, finish: str = "stop", usage: Any = (1000, 50), **more: Any
    ) -> Reply:
        """Return the reply with this answer; `more` are other fields of the message."""
        message = {"role": "assistant", "content": content} | more
        body: dict[str, Any] = {
            "id": "c1", "object": "chat.completion", "model": "own-1",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }  # fmt: skip
        if usage:
            body["usage"] = dict(zip(("prompt_tokens", "completion_tokens"), usage, strict=True))
        return Reply(body=json.dumps(body).encode())

    def fails(self, status: int, message: str, code: str = "", **headers: str) -> Reply:
        """Return the reply of a failure."""
        body = json.dumps({"error": {"message": message, "code": code}}).encode()
        return Reply(status=status, body=body, headers=headers)

    def next(self, *replies: Reply) -> None:
        """Reply so to the next questions."""
        self.coming.extend(replies)

    def then(self, reply: Reply, **more: Any) -> None:
        """Reply so to the next question, but: slowly, or not to its end."""
        self.coming.append(replace(reply, **more))

    def questions(self) -> list[str]:
        """What was asked last in each question."""
        return [body["messages"][-1]["content"] for _, _, body in self.asked]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    running = Endpoint()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="session")
def readers(reader: ClaimReader) -> dict[Voices, ModelReader]:
    """A reader for the model alone and one for both, with the parser of the rules' own reader."""
    model = LanguageModel(endpoint="http://127.0.0.1/v1", model="own-1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "load_pipeline", lambda _name: reader.nlp)
        return {
            voices: ModelReader(ReaderSettings(), voices=voices, model=model)
            for voices in (Voices.LLM, Voices.BOTH)
        }


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests not wait for seconds where the endpoint does not ask for it."""
    monkeypatch.setattr(retry_times, "FIRST", 0.01)


@dataclass
class Run:
    """What came of reading articles: claims by article, reports, and the voice that read."""

    voice: ModelVoice
    claims: dict[str, list[Claim]]
    reports: list[InputError]

    @property
    def all(self) -> list[Claim]:
        """All claims in the order of the articles."""
        return [claim for claims in self.claims.values() for claim in claims]

    def told(self) -> str:
        """All reports, a line each."""
        return "\n".join(map(str, self.reports))


Reads = Callable[..., Run]


@pytest.fixture
def read(endpoint: Endpoint, readers: dict[Voices, ModelReader], tmp_path: Path) -> Reads:
    """Read texts with the endpoint's model, by default alone; its answers are kept in tmp_path."""

    def reads(
        *texts: str,
        voices: Voices = Voices.LLM,
        limits: Limits | None = None,
        concurrency: int = 1,
        cache: Path | None = None,
        **settings: Any,
    ) -> Run:
        given = {"endpoint": endpoint.url, "model": "own-1", "timeout": 5} | settings
        voice = ModelVoice(
            voices=voices, model=LanguageModel(**given), limits=limits or Limits(), concurrency=concurrency,
            cache=AnswerCache(cache or tmp_path / "cache"),
        )  # fmt: skip
        articles = [
            Article(id=f"a{number}", text=text, published="2016-10-24")
            for number, text in enumerate(texts)
        ]
        reports: list[InputError] = []
        found = voice.claims_of(articles, lambda: readers[voices], report=reports.append)
        return Run(voice, {article.id: list(claims) for article, claims in found}, reports)

    return reads

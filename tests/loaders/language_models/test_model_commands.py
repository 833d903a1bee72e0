"""The commands with a language model, as a person runs them: output, costs, codes, mistakes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from actorgraph.errors import MissingExtra, UsageError
from actorgraph.loaders import extraction
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.queries import doctor
from actorgraph.queries.command_line import app
from actorgraph.queries.commands import model_options

NEWS = "---\npublished: 2016-10-24\n---\nTurkey bombed the YPG on Monday.\n"
BOMBED = "Turkey bombed the YPG on Monday."
KEY = "sk-own-0123456789"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `python -m actorgraph` in a folder with an article, with a cache of its own."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    environment = dict(os.environ) | {
        "ACTORGRAPH_CACHE": str(tmp_path / "cache"), "ACTORGRAPH_LLM_KEY": KEY,
        "XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "200",
    }  # fmt: skip

    def ran(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "actorgraph", *words], capture_output=True, encoding="utf-8",
            env=environment, cwd=tmp_path, check=False, timeout=240,
        )  # fmt: skip

    return ran


def test_extract_with_both_voices_tells_whose_claims_they_are_and_what_it_cost(
    endpoint: Any, run: Run, tmp_path: Path
) -> None:
    prices = '[language_model]\nmodel = "own-1"\nprice_in = 1\nprice_out = 2\n'
    (tmp_path / "actorgraph.toml").write_text(prices, encoding="utf-8")
    endpoint.knows(BOMBED, "Turkey", "bombed", "the YPG")
    endpoint.knows(BOMBED, "Turkey", "shelled", "the YPG")
    done = run("extract", "news.txt", "--extractor", "both", "--endpoint", endpoint.url)
    (claim,) = map(json.loads, done.stdout.splitlines())
    spent = "1,000 tokens in, 50 out, 0.0011 USD"

    assert (done.returncode, claim["extractor"]["name"]) == (0, "rules + llm own-1")
    assert done.stderr.splitlines() == [
        f"own-1 at {endpoint.url}: 1 calls, 0 answers from the cache; {spent}",
        "it stated 2 claims; dropped: 1 (1 × the cue is not in the sentence)",
        "claims: 1 by rules + llm own-1",
    ]
    assert KEY not in done.stdout + done.stderr


# -- in this process -----------------------------------------


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave settings of whoever runs the tests out."""
    for name in ("ENDPOINT", "MODEL", "KEY"):
        monkeypatch.delenv(f"ACTORGRAPH_LLM_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def refused(*words: str) -> Exception:
    done = CliRunner().invoke(app, [*words])
    assert isinstance(done.exception, UsageError), done.output
    return done.exception


def test_a_budget_that_ends_is_told_with_code_1(
    endpoint: Any, reader: ClaimReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extraction, "load_pipeline", lambda _name: reader.nlp)
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    words = ["extract", "news.txt", "--extractor", "llm", "--endpoint", endpoint.url]
    limits = ["--model", "own-1", "--max-tokens", "100", "--concurrency", "2"]
    done = CliRunner().invoke(app, words + limits)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "not read: news.txt: the budget is used up: 0 tokens are spent" in done.stderr
    assert "0 articles were read, 1 were not; run it again" in done.stderr
    assert endpoint.asked == []


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--endpoint", "http://127.0.0.1/v1"], "--endpoint is for a language model"),
        (["--max-cost", "3"], "--max-cost is for a language model"),
        (["--extractor", "llm"], "there is no endpoint"),
        (["--extractor", "both", "--endpoint", "http://127.0.0.1/v1"], "which model"),
        (["--extractor", "llm", "--endpoint", "http://127.0.0.1/v1", "--model", "m",
          "--max-cost", "1"], "--max-cost needs prices"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_work_is_refused(command: str, words: list[str], message: str) -> None:
    assert message in str(refused(command, "news.txt", *words))


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_options, "find_spec", lambda _name: None)
    error = refused("extract", "news.txt", "--extractor", "llm")

    assert isinstance(error, MissingExtra)
    assert "pip install 'actorgraph[llm]'" in str(error)


# -- doctor --------------------------------------------------------------------------------------------


def test_the_doctor_does_not_speak_of_a_model_that_nobody_set_up() -> None:
    assert doctor._language_model() is None


@pytest.mark.parametrize(
    ("model", "well", "words"),
    [("own-1", True, "has own-1"), ("own-9", False, "has no own-9, but own-1")],
)
def test_the_doctor_asks_the_endpoint_for_its_models(
    endpoint: Any,
    monkeypatch: pytest.MonkeyPatch,
    model: str,
    well: bool,  # noqa: FBT001
    words: str,
) -> None:
    monkeypatch.setenv("ACTORGRAPH_LLM_ENDPOINT", endpoint.url)
    monkeypatch.setenv("ACTORGRAPH_LLM_MODEL", model)
    found = doctor._language_model()

    assert found is not None
    assert (found.well, words in found.found) == (well, True)
    assert endpoint.asked == []  # it is asked for its models, and told nothing


def test_the_doctor_tells_an_endpoint_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_LLM_ENDPOINT", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("ACTORGRAPH_LLM_MODEL", "own-1")
    found = doctor._language_model()

    assert found is not None
    assert not found.well
    assert not found.needed
    assert "no connection" in found.found

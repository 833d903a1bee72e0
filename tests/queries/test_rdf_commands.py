"""export, build's files and query --sparql as commands, on files of claims: no engine is needed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actorgraph.errors import ActorGraphError
from actorgraph.graph.claim_file import read_claims, write_claims
from actorgraph.ontology.claims import Claim
from actorgraph.queries.command_line import app

ATTACKS = "SELECT ?who ?whom { ?a ag:attacks ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }"


@pytest.fixture
def claims_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims_in: Callable[[str], list[Claim]]
) -> Path:
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "claims.jsonl"
    write_claims(claims_in("The Turkish Air Force shelled the YPG on Monday."), file)
    return file


def run(*words: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=True)
    if isinstance(done.exception, ActorGraphError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.mark.parametrize("format", ["trig", "turtle", "nquads", "jsonld"])
def test_a_file_of_claims_goes_through_every_format(claims_file: Path, format: str) -> None:
    ending = {"turtle": "ttl", "nquads": "nq"}.get(format, format)
    out = claims_file.with_name(f"out.{ending}")
    run("export", claims_file, "--format", format, "--out", out, "--infer")

    assert list(read_claims(out)) == list(read_claims(claims_file))
    assert "Turkey" in out.read_text(encoding="utf-8")
    again = claims_file.with_name("again.nq")
    run("export", out, "--format", "nquads", "--out", again)
    assert list(read_claims(again)) == list(read_claims(claims_file))


def test_what_cannot_be_read_is_told_and_the_rest_is_written(claims_file: Path) -> None:
    with claims_file.open("a", encoding="utf-8") as file:
        file.write("{}\n")

    out = claims_file.with_name("out.trig")
    run("export", claims_file, "--format", "trig", "--out", out, code=1)
    assert len(list(read_claims(out))) == 1


def test_sparql_over_a_file_prints_rows(claims_file: Path) -> None:
    asked = ("query", "--sparql", ATTACKS, "--graph", claims_file)
    rows = run(*asked, "--format", "jsonl")
    inferred = run(*asked, "--format", "csv", "--infer")

    assert [json.loads(line) for line in rows.splitlines()] == [
        {"who": "Turkish Air Force", "whom": "People's Protection Units"}
    ]
    assert "Turkey,People's Protection Units" in inferred.splitlines()
    assert "Turkish Air Force" in run(*asked)
    with pytest.raises(ActorGraphError, match="VALUES"):
        run(*asked, "--param", "a=1")
    with pytest.raises(ActorGraphError, match="no graph in nowhere"):
        run("query", "--sparql", ATTACKS, "--graph", "nowhere.db")

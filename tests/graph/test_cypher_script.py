"""The export as a Cypher script: run by a real Neo4j, it gives the same graph again."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase
from neo4j.time import Date, DateTime
from typer.testing import CliRunner

from actorgraph.errors import UnreadableFile, UsageError
from actorgraph.graph.claim_file import write_claims
from actorgraph.graph.cypher_script import ROWS, CypherScript, NodeShape, literal
from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.script_export import Script
from actorgraph.graph.store import Store
from actorgraph.ontology.claims import Status, Where
from actorgraph.queries.command_line import app

Make = Callable[..., Any]
# What could end a string, a statement or a comment, or be read as something else.
HOSTILE = (
    "it's \\' \"quoted\" `n`; // no comment /* $x {a: 1}\n;\nMATCH (n) DETACH DELETE n;\n"
    "\\u0027 \\\\u005c \\n \t\r\x00\x85\u2028 \U0001f30d \ue000 :param x; \\"
)
ALL = "MATCH (n) DETACH DELETE n"


def run(folder: Path, settings: EngineSettings, statements: list[str]) -> None:
    engine = open_engine(folder, settings)
    login = (engine.user, engine.password)
    with GraphDatabase.driver(engine.uri, auth=login) as driver, driver.session() as session:
        for statement in statements:
            session.run(statement).consume()  # type: ignore[arg-type]


def statements(script: Path) -> list[str]:
    return script.read_text(encoding="utf-8").split(";\n")[:-1]


@pytest.fixture
def filled(store: Store, article: Make, claim: Make, reading: Make) -> Store:
    """A graph with a merge, a denial, a place, a speaker, sections, and words meant to break it."""
    first = article("it's a1", text=HOSTILE, title=HOSTILE, publisher="`The` \\u0041 'Paper'")
    second = article("a2", text="Short.")
    where = Where(name="Al-Bab's", lat=36.5, lon=1e-7)
    store.load([
        reading(
            first,
            claim("russia attacks rebels", first, where=where),
            claim("russia attacks rebels", first, start=60, denied=True, speaker="kerry"),
            claim("rebels attacks aleppo", first, start=120, status=Status.ALLEGED),
        ),
        reading(second, claim("türkiye backs rebels", second, confidence=1 / 3)),
    ])  # fmt: skip
    store.merge("russia", "türkiye")
    return store


def test_a_script_makes_the_same_graph_again(
    filled: Store, engine_folder: Path, engine_settings: EngineSettings, tmp_path: Path
) -> None:
    """Compared by exporting it once more: that tells every node and relationship, in order."""
    made = filled.write_script(tmp_path / "graph.cypher")
    ours = "COUNT { MATCH (n) WHERE NOT n:ActorGraph }"
    ((rows,),) = filled.query(f"RETURN {ours} + COUNT {{ ()-->() }}").rows
    claims = list(filled.claims())
    run(engine_folder, engine_settings, [ALL, *statements(tmp_path / "graph.cypher")])
    filled.write_script(tmp_path / "again.cypher")

    assert made == Script(rows=rows)
    script = (tmp_path / "graph.cypher").read_text(encoding="utf-8")
    assert (tmp_path / "again.cypher").read_text(encoding="utf-8") == script
    assert list(filled.claims()) == claims
    assert {article.text for article in filled.articles()} == {HOSTILE, "Short."}


@pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)
def test_a_file_of_claims_gives_the_graph_that_loading_it_gives_however_often_it_is_run(
    filled: Store, engine_folder: Path, engine_settings: EngineSettings, tmp_path: Path
) -> None:
    claims = [claim for claim in filled.claims() if claim.subject.actor != "türkiye"]
    write_claims(claims, tmp_path / "claims.jsonl")
    out = tmp_path / "claims.cypher"
    done = CliRunner().invoke(
        app, ["export", str(tmp_path / "claims.jsonl"), "--format", "cypher", "--out", str(out)]
    )
    filled.remove("a2")
    relations = list(filled.relations())
    run(engine_folder, engine_settings, [ALL, *statements(out), *statements(out)])

    assert done.exit_code == 0, done.output
    assert list(filled.claims()) == claims
    assert list(filled.relations()) == relations
    assert {actor.country for actor in filled.actors() if actor.id == "russia"} == {"RU"}


def test_a_statement_holds_so_many_rows_and_no_more(tmp_path: Path) -> None:
    with CypherScript(tmp_path / "many.cypher") as script:
        for n in range(ROWS + 1):
            script.node(NodeShape("Place"), {"id": str(n)})
        for letter in "abc":
            script.node(NodeShape("Article"), {"id": letter, "text": letter * 100_000})

    found = [text for text in statements(tmp_path / "many.cypher") if "UNWIND" in text]
    assert [text.count("{id: '") for text in found] == [ROWS, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (7, "7"),
        (1e22, "1e22"),
        (math.inf, "(1.0 / 0.0)"),
        (["a", None, 1.5], "['a', null, 1.5]"),
        ({"a b`": "x", "left": None}, "{`a b```: 'x'}"),
        (Date(2016, 10, 24), "date('2016-10-24')"),
        (DateTime(2016, 10, 24, 1, 2, 3), "localdatetime('2016-10-24T01:02:03.000000000')"),
    ],
)
def test_values_as_cypher_writes_them(value: object, written: str) -> None:
    assert literal(value) == written


def test_what_has_no_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="type bytes"):
        literal(b"x")
    with pytest.raises(UnreadableFile, match="nowhere"), CypherScript(tmp_path / "nowhere" / "x"):
        pass

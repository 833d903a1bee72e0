"""SPARQL over graphs and files of claims: it answers, and it only reads."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import BadQuery, QueryStopped, RefusedQuery
from actorgraph.graph.claim_file import read_claims, write_claims
from actorgraph.graph.limits import Limits
from actorgraph.graph.rdf_file import write_rdf
from actorgraph.graph.tables import Rows
from actorgraph.ontology.claims import Claim
from actorgraph.queries.claim_sources import ClaimSource, file_source

ATTACKS = "SELECT ?who ?whom { ?who ag:attacks ?whom } ORDER BY ?who ?whom"
BASE = "https://w3id.org/actorgraph/id/"

ClaimsIn = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def claims(claims_in: ClaimsIn) -> list[Claim]:
    return claims_in(
        "The Turkish Air Force shelled the YPG on Monday. Russia has denied bombing Aleppo. "
        "John Kerry met Sergei Lavrov in Geneva, and Kerry criticised Russia."
    )


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path, cache: Path, claims: list[Claim]) -> ClaimSource:
    assert not cache.exists()
    write_claims(claims, tmp_path / "claims.jsonl")
    return file_source(str(tmp_path / "claims.jsonl"))


def short(rows: Rows) -> list[tuple[Any, ...]]:
    return [tuple(str(value).removeprefix(BASE) for value in row) for row in rows.rows]


def test_the_plain_triples_are_those_of_the_claims(source: ClaimSource) -> None:
    found = source.sparql(ATTACKS)

    assert found.columns == ("who", "whom")
    assert short(found) == [("actor/turkish-air-force", "actor/peoples-protection-units")]


def test_what_follows_is_there_only_when_asked_for_and_in_a_graph_of_its_own(
    source: ClaimSource,
) -> None:
    ypg = "actor/peoples-protection-units"
    inferred = "SELECT ?who { GRAPH ag:inferred { ?who ag:attacks ?whom } }"

    assert short(source.sparql(inferred)) == []
    assert ("actor/turkey",) in short(source.sparql(inferred, infer=True))
    assert short(source.sparql(ATTACKS)) == [("actor/turkish-air-force", ypg)]
    assert ("actor/turkey", ypg) in short(source.sparql(ATTACKS, infer=True))
    read = "SELECT ?who { GRAPH ?article { ?article a ag:Article . ?who ag:attacks ?whom } }"
    assert short(source.sparql(read, infer=True)) == [("actor/turkish-air-force",)]
    why = """SELECT DISTINCT ?sentence { ?inference a ag:Inference ; ag:rule ag:PartOfRule ;
             ag:subject actor:turkey ; prov:wasDerivedFrom ?claim .
             ?claim ag:sentence/oa:hasSelector/oa:exact ?sentence }"""
    assert short(source.sparql(why, infer=True)) == [
        ("The Turkish Air Force shelled the YPG on Monday.",)
    ]


def test_what_was_inferred_goes_into_files_apart_and_is_not_read_back(
    tmp_path: Path, source: ClaimSource, claims: list[Claim]
) -> None:
    for name in ("claims.trig", "claims.jsonld", "claims.nq", "claims.ttl"):
        write_rdf(claims, tmp_path / name, inferred=source.inferred())
        text = (tmp_path / name).read_text()

        assert "PartOfRule" in text
        assert list(read_claims(tmp_path / name)) == claims
    # Turtle has no graphs: there the inferred statement is no triple of its own.
    assert "actor:turkey ag:attacks" in (tmp_path / "claims.trig").read_text()
    assert "actor:turkey ag:attacks" not in (tmp_path / "claims.ttl").read_text()


def test_every_form_of_query_answers(source: ClaimSource) -> None:
    asked = source.sparql("ASK { ?c a ag:Claim ; ag:denied true }")
    built = source.sparql("CONSTRUCT { ?a ag:fights ?b } WHERE { ?a ag:attacks ?b }")
    values = source.sparql(
        "SELECT ?start ?sure ?denied ?nothing { ?c ag:relation ag:attacks ; ag:denied ?denied ; "
        "ag:confidence ?sure ; ag:cue/oa:hasSelector/oa:start ?start } ORDER BY ?start"
    )

    assert (asked.columns, list(asked.rows)) == (("answer",), [(True,)])
    assert built.columns == ("subject", "predicate", "object")
    assert [row[1] for row in built.rows] == ["https://w3id.org/actorgraph/ontology#fights"]
    start, sure, denied, nothing = next(values.rows)
    assert (start, denied, nothing) == (22, False, None)
    assert 0 < sure < 1


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX ex: <http://x/> CLEAR ALL",
        "LOAD <file:///etc/passwd>",
        "DROP ALL",
    ],
)
def test_updates_are_refused(source: ClaimSource, query: str) -> None:
    before = list(source.sparql("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o").rows)

    with pytest.raises(RefusedQuery, match="SPARQL Update"):
        source.sparql(query)
    assert list(source.sparql("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o").rows) == before


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that notes who asks it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}/", asked
        made.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o . service silent <{url}>{{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o OPTIONAL {{ {{ SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }} }} }} }}",
        "SELECT * {{ VALUES ?a {{ 1 }} FILTER(?a<'b>c') SERVICE <{url}> {{?s ?p 'x'}} }}",
        "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    ],
)
def test_no_other_server_is_asked(
    source: ClaimSource, server: tuple[str, list[str]], query: str
) -> None:
    url, asked = server

    with pytest.raises((RefusedQuery, BadQuery)):
        list(source.sparql(query.format(url=url)).rows)
    assert asked == []


def test_a_word_of_a_text_is_not_taken_for_a_call_to_a_server(source: ClaimSource) -> None:
    query = 'SELECT ?w { ?s oa:exact ?w FILTER(CONTAINS(?w, "secret service") || ?w = "YPG") }'

    assert list(source.sparql(query).rows) == [("YPG",)]


def test_a_query_that_cannot_be_read_is_told_with_its_place(source: ClaimSource) -> None:
    with pytest.raises(BadQuery, match=r"near .*line 2, column "):
        source.sparql("SELECT ?a\nWHEER { ?a ?b ?c }")
    with pytest.raises(BadQuery, match="at its end"):
        source.sparql("SELECT * {")


def test_a_query_ends_at_its_limits(source: ClaimSource) -> None:
    everything = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    rows = source.sparql(everything, limits=Limits(rows=5))
    kept = []
    with pytest.raises(QueryStopped, match="5 rows"):
        kept.extend(row for row in rows.rows)
    exact = source.sparql(f"{everything} LIMIT 5", limits=Limits(rows=5))

    assert len(list(exact.rows)) == 5
    slow = f"SELECT (COUNT(*) AS ?n) {{ {everything.split('{')[1]}"
    with pytest.raises(QueryStopped, match="2 seconds"):
        source.sparql(slow, limits=Limits(seconds=2))


def test_a_triple_of_two_articles_is_counted_once(source: ClaimSource, claims: list[Claim]) -> None:
    twice = [*claims, *(replace(claim, article="b") for claim in claims)]
    both = replace(source, name="both", claims=lambda _report: iter(twice))
    count = "SELECT (COUNT(*) AS ?n) { ?a ag:attacks ?b }"
    apart = "SELECT (COUNT(*) AS ?n) { GRAPH ?article { ?a ag:attacks ?b } }"

    assert list(both.sparql(count).rows) == [(1,)]
    assert list(both.sparql(apart).rows) == [(2,)]


def test_the_view_is_made_once_and_anew_when_the_file_is_another(
    tmp_path: Path, source: ClaimSource, cache: Path, claims: list[Claim]
) -> None:
    count = "SELECT (COUNT(?c) AS ?n) { ?c a ag:Claim }"
    assert list(source.sparql(count).rows) == [(len(claims),)]
    (made,) = cache.glob("rdf/*/*")
    first = made.stat().st_mtime_ns

    assert list(source.sparql(count).rows) == [(len(claims),)]
    assert made.stat().st_mtime_ns == first

    write_claims(claims[:1], tmp_path / "claims.jsonl")
    assert list(source.sparql(count).rows) == [(1,)]
    assert len(list(cache.glob("rdf/*/*"))) == 1
    assert not made.exists()


def test_a_layout_that_fails_leaves_nothing(
    tmp_path: Path, source: ClaimSource, cache: Path, claims: list[Claim]
) -> None:
    def broken(_report: object) -> Iterator[Claim]:
        yield claims[0]
        message = "the disk is gone"
        raise OSError(message)

    with pytest.raises(OSError, match="the disk is gone"):
        replace(source, claims=broken).sparql("ASK {}")
    assert list(cache.glob("rdf/*/*")) == []
    assert tmp_path.is_dir()

"""Files of claims held against the rules: what is wrong is told by line or node."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.graph.claim_file import read_claims, write_claims
from actorgraph.graph.file_checks import check_file
from actorgraph.graph.rdf_file import write_rdf
from actorgraph.graph.rdf_formats import RdfForm
from actorgraph.graph.rdf_triples import rdf_triples
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.claims import Claim, When, Where
from actorgraph.ontology.inference import inferences
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import ontology
from actorgraph.queries.commands.checking import check_claims

Make = Callable[..., Any]
RDF = ("claims.trig", "claims.ttl", "claims.nq", "claims.jsonld", "claims.trig.gz")


@pytest.fixture
def claims(article: Make, claim: Make) -> list[Claim]:
    when = When(date="2016-10-24", precision="month", end="2016-10-31")
    more = {"mode": "aerial", "when": when, "data_id": "GDELT:1"}
    where = Where(name="Aleppo", geonames=170063, country="SY", lat=36.2, lon=37.2)
    return [
        claim("russia attacks aleppo", article("a1"), speaker="syria", where=where, **more),
        claim("kerry leads rebels", article("a1"), start=60),
        claim("syria accuses russia", article("https://paper.example/2?a=b"), denied=True),
    ]


@pytest.mark.parametrize("name", ["claims.jsonl", "claims.jsonl.gz", *RDF])
def test_what_the_package_writes_keeps_every_rule(
    tmp_path: Path, claims: list[Claim], name: str
) -> None:
    (write_rdf if name in RDF else write_claims)(claims, tmp_path / name)

    assert list(check_file(tmp_path / name)) == []


def test_each_of_our_terms_that_is_written_is_defined(tmp_path: Path, claims: list[Claim]) -> None:
    write_rdf(claims, tmp_path / "claims.nq", inferred=inferences(claims, shipped()))
    triples = list(rdf_triples(str(tmp_path / "claims.nq"), RdfForm.NQUADS))
    written = {term for _, predicate, value in triples for term in (predicate, value)}
    ours = {term for term in written if isinstance(term, URIRef) and term.startswith(AG)}

    assert len(ours) > 30
    assert ours - set(ontology().subjects()) == set()


def test_lines_are_told_with_every_rule_that_they_break(
    tmp_path: Path, claims: list[Claim], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "claims.jsonl"
    write_claims(claims, file)
    first, second, third = map(json.loads, file.read_text().splitlines())
    first["cue"]["text"] = "strock"
    first["confidence"] = 80
    second["relation"] = "leeds"
    del third["speaker"], third["sentence"]
    lines = [json.dumps(row) for row in (first, second, third)]
    file.write_text("\n".join([*lines, "no json", "", "[]"]))

    found = list(check_file(file))

    assert [(one.node, one.rule) for one in found] == [
        ("line 1", "confidence-in-range"),
        ("line 1", "words-in-sentence"),
        ("line 2", "relation-known"),
        ("line 3", "fields-given"),
        ("line 4", "fields-given"),
        ("line 6", "fields-given"),
    ]
    assert "did you mean 'leads'?" in found[2].message
    assert check_claims(file) == 1
    assert f"{file}, line 1: the confidence is 80" in capsys.readouterr().out


def test_a_load_refuses_what_the_check_tells(tmp_path: Path, claims: list[Claim]) -> None:
    file = tmp_path / "claims.jsonl"
    write_claims(claims, file)
    file.write_text(file.read_text().replace('"start": 60,', '"start": 61,'))
    told: list[BadRecord] = []

    assert list(read_claims(file, told.append)) == [claims[0], claims[2]]
    assert [error.where for error in told] == [found.node for found in check_file(file)][:1]
    assert "(rule words-placed)" in told[0].reason


@pytest.mark.parametrize("name", RDF)
def test_nodes_of_rdf_are_told(tmp_path: Path, claims: list[Claim], name: str) -> None:
    file = tmp_path / name
    write_rdf(claims, file)
    data = gzip.decompress(file.read_bytes()) if name.endswith(".gz") else file.read_bytes()
    data = data.replace(b"struck", b"struk", 1).replace(b"ontology#leads", b"ontology#leeds")
    data = data.replace(b"ag:leads", b"ag:leeds").replace(b'"leads"', b'"leeds"')
    file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    assert {one.rule for one in check_file(file)} >= {"relation-known"}
    assert all(one.file == str(file) for one in check_file(file))


def test_a_load_of_rdf_refuses_a_claim_that_breaks_a_rule(
    tmp_path: Path, claims: list[Claim]
) -> None:
    file = tmp_path / "claims.nq"
    write_rdf(claims, file)
    file.write_text(file.read_text().replace('"0.8"', '"1.8"', 1))
    told: list[BadRecord] = []

    assert list(read_claims(file, told.append)) == claims[1:]
    assert "(rule confidence-in-range)" in told[0].reason
    assert [one.rule for one in check_file(file)] == ["confidence-in-range"]


def test_a_file_without_claims_is_told_and_one_that_is_no_rdf_is_refused(tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty.ttl", tmp_path / "broken.trig"
    empty.write_text("<https://a.example/b> a <https://a.example/c> .")
    broken.write_text("<a> <b> ")

    assert [one.message for one in check_file(empty)] == ["the file holds no ag:Claim"]
    with pytest.raises(UnreadableFile, match=r"broken\.trig"):
        list(check_file(broken))
    with pytest.raises(UnreadableFile, match="No such file"):
        list(check_file(tmp_path / "none.nq"))


def test_a_file_that_keeps_every_rule_ends_with_zero(tmp_path: Path, claims: list[Claim]) -> None:
    write_claims(claims, tmp_path / "claims.jsonl")

    assert check_claims(tmp_path / "claims.jsonl") == 0

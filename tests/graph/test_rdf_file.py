"""Claims as RDF: every field there and back in each format, and what is wrong named by its node."""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from actorgraph.errors import BadRecord, UnreadableFile, UsageError
from actorgraph.graph.claim_file import claim_readings, read_claims, write_claims
from actorgraph.graph.file_checks import check_file
from actorgraph.graph.rdf_file import write_rdf
from actorgraph.graph.rdf_formats import RdfForm
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claim_iris import PREFIXES, iri_of, name_in
from actorgraph.ontology.claims import Claim, Status, When, Where, claim_to_json
from actorgraph.queries.building import is_claim_file

Make = Callable[..., Any]

NAMES = ("claims.trig", "claims.nq", "claims.ttl", "claims.jsonld", "claims.trig.gz")
ODD = ("a1", "https://example.org/a?b=c#d e", "../..", ".", "Ünïted \U0001f30d/%2F")
AG = rdflib.Namespace(PREFIXES["ag"])
OA = rdflib.Namespace(PREFIXES["oa"])


def lines(claims: Iterable[Claim]) -> list[str]:
    return [json.dumps(claim_to_json(claim), ensure_ascii=False) for claim in claims]


def dataset(file: Path) -> rdflib.Dataset:
    """Read a file with another library than the one that wrote it."""
    forms = {".trig": "trig", ".jsonld": "json-ld", ".nq": "nquads"}
    return rdflib.Dataset().parse(file, format=forms[file.suffix])


@pytest.fixture
def full(article: Make, claim: Make) -> Claim:
    """A claim that fills every field."""
    home = article(text="On Monday Russia struck Aleppo again.", url="https://example.org/1")
    return claim(
        "russia attacks aleppo",
        home,
        mode="aerial",
        speaker="kerry",
        status=Status.ACTUAL,
        when=When(date="2016-10-01", precision="month", end="2016-10-31"),
        where=Where(name="Aleppo", geonames=170063, country="SY", lat=36.2, lon=37.0),
        data_id="acled 7",
    )


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(data=st.data())
def test_any_claims_read_back_equal_line_by_line(
    tmp_path: Path, article: Make, any_claim: Make, data: st.DataObject
) -> None:
    homes = st.sampled_from(ODD).map(article)
    claims = data.draw(st.lists(homes.flatmap(any_claim), max_size=4))

    for name in NAMES:
        assert write_claims(claims, tmp_path / name) == len(claims)
        assert lines(read_claims(tmp_path / name)) == lines(claims)


def test_claims_of_one_id_and_articles_that_come_again_are_all_kept(
    tmp_path: Path, article: Make, claim: Make
) -> None:
    one, two = article("a1"), article("a2")
    surer = claim("russia attacks syria", one, confidence=0.9)
    claims = [claim("russia attacks syria", one), surer, surer]
    claims += [claim("russia attacks syria", two), surer]

    for name in NAMES:
        write_claims(claims, tmp_path / name)

        assert list(read_claims(tmp_path / name)) == claims


@pytest.mark.parametrize("value", [36, 36.0, -0.0, 1e-300, 0.1 + 0.2])
def test_numbers_keep_their_kind_and_every_digit(tmp_path: Path, full: Claim, value: float) -> None:
    claim = replace(full, where=Where(name="Aleppo", lat=value, lon=value))

    for name in NAMES:
        write_claims([claim], tmp_path / name)

        assert lines(read_claims(tmp_path / name)) == lines([claim])


@pytest.mark.parametrize(
    "published",
    [
        "2016-10-24T08:00:00+00:00",
        "2016-10-24T08:00:00.500Z",
        "2016-10-24T08:00:00+02:00",
        "2016-10-24",
    ],
)
def test_a_date_is_kept_as_it_stood(tmp_path: Path, full: Claim, published: str) -> None:
    claim = replace(full, source=replace(full.source, published=published))

    for name in NAMES:
        write_claims([claim], tmp_path / name)

        assert lines(read_claims(tmp_path / name)) == lines([claim])


def test_the_formats_say_the_same(tmp_path: Path, article: Make, claim: Make, full: Claim) -> None:
    claims = [full, claim("syria accuses russia", article("a2"), denied=True, mode="no such")]
    for form in ("trig", "nq", "jsonld"):
        write_claims(claims, tmp_path / f"c.{form}")

    said = {form: set(dataset(tmp_path / f"c.{form}").quads()) for form in ("trig", "nq", "jsonld")}

    assert len(said["trig"]) > 120
    assert said["nq"] == said["trig"]
    assert said["jsonld"] == said["trig"]


def test_turtle_says_what_the_graphs_say(tmp_path: Path, full: Claim) -> None:
    write_claims([full], tmp_path / "c.ttl")
    write_claims([full], tmp_path / "c.trig")
    turtle = rdflib.Graph().parse(tmp_path / "c.ttl", format="turtle")
    graph = dataset(tmp_path / "c.trig").graph(iri_of("article", "a1"))

    assert isomorphic(turtle, graph)


def test_a_claim_in_the_words_of_others(tmp_path: Path, full: Claim) -> None:
    write_claims([full], tmp_path / "c.trig")
    query = """
        SELECT ?exact ?before ?after ?start ?program ?from {
            GRAPH article:a1 {
                ?claim a ag:Claim ; prov:wasDerivedFrom ?from, ?sentence ;
                    prov:wasGeneratedBy/prov:wasAssociatedWith/schema:name ?program ;
                    ag:cue [ oa:hasSource ?from ; oa:hasSelector ?place, ?quote ] .
                ?from a ag:Article . ?sentence a oa:SpecificResource .
                ?place a oa:TextPositionSelector ; oa:start ?start .
                ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
                OPTIONAL { ?quote oa:prefix ?before } OPTIONAL { ?quote oa:suffix ?after }
            }
        }"""
    text = "On Monday Russia struck Aleppo again."
    home = Article(id="a1", text=text)
    start = text.index("struck")
    cue = replace(full.cue, start=start, end=start + 6)
    place = replace(
        full, cue=cue, sentence=replace(full.cue, text="Russia struck", start=10, end=23)
    )

    for articles, around in (
        ((home,), ("On Monday Russia ", " Aleppo again.")),
        ((), ("Russia ", None)),
    ):
        write_rdf([place], tmp_path / "c.trig", articles=articles)
        (row,) = dataset(tmp_path / "c.trig").query(query, initNs=PREFIXES)
        told = [None if value is None else value.toPython() for value in row]

        assert told[:5] == ["struck", *around, start, "rules"]
        assert str(row[5]) == iri_of("article", "a1")


@pytest.mark.parametrize(
    ("more", "plain"),
    [
        ({}, True),
        ({"denied": True}, False),
        ({"status": Status.PLANNED}, False),
        ({"status": Status.ALLEGED}, False),
    ],
)
def test_only_what_is_stated_as_a_fact_is_a_triple_of_its_own(
    tmp_path: Path, full: Claim, *, more: dict[str, Any], plain: bool
) -> None:
    write_claims([replace(full, **more)], tmp_path / "c.trig")
    russia, aleppo = (
        rdflib.URIRef(iri) for iri in (iri_of("actor", "russia"), iri_of("place", "aleppo"))
    )
    found = list(dataset(tmp_path / "c.trig").quads((russia, AG.attacks, aleppo, None)))

    assert bool(found) is plain


def test_names_go_into_iris_and_back() -> None:
    for name in ODD:
        assert name_in(iri_of("article", name), "article") == name
        assert iri_of("article", name).rsplit("/", 1)[1] not in (".", "..")
    assert name_in("https://example.org/x", "article") == "https://example.org/x"


def test_a_claim_that_lacks_something_is_told_with_its_node_and_the_rest_goes_on(
    tmp_path: Path, article: Make, claim: Make
) -> None:
    good = claim("kerry accuses russia", article("a9"))
    bad = claim("russia attacks syria", article("a1"))
    file = tmp_path / "c.nq"
    write_claims([bad], file)
    whole = file.read_text()
    damages = {
        "lacks ag:confidence": ("ontology#confidence>", "ontology#sureness>"),
        "are None and": ("oa#start>", "oa#begin>"),
        "lacks prov:wasGeneratedBy": ("prov#wasGeneratedBy>", "prov#by>"),
        "lacks a TextQuoteSelector": ("oa#exact>", "oa#words>"),
        "no relation 'atacks'": ("ontology#relation> <https://w3id.org/actorgraph/ontology#attacks>", "ontology#relation> <https://w3id.org/actorgraph/ontology#atacks>"),
        "no kind of actor 'Empire'": ("ontology#kind> <https://w3id.org/actorgraph/ontology#State>", "ontology#kind> <https://w3id.org/actorgraph/ontology#Empire>"),
        "'much' is no double": ('"0.8"', '"much"'),
        "2 values of ag:confidence": ("\n", f"\n<{iri_of('claim', bad.id)}> <{AG.confidence}> 1 <{iri_of('article', 'a1')}> .\n".replace(" 1 ", ' "1" ')),
        "no literal": ('"0.8"^^<http://www.w3.org/2001/XMLSchema#double>', "<http://x.org/y>"),
        "is not a valid Status": ("ontology#Actual>", "ontology#Doubtful>"),
    }  # fmt: skip
    for reason, (old, new) in damages.items():
        told: list[BadRecord] = []
        damaged = whole.replace(old, new, 1) if old == "\n" else whole.replace(old, new)
        assert damaged != whole, reason
        write_claims([good], file)
        file.write_text(damaged + file.read_text())

        assert list(read_claims(file, told.append)) == [good], reason
        assert [(error.path, error.where) for error in told] == [(str(file), f"claim:{bad.id}")]
        assert reason in told[0].reason
    with pytest.raises(BadRecord, match="Status"):
        list(read_claims(file))


OTHERS = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
[] a ag:Claim ; ag:subject <https://www.wikidata.org/entity/Q159> ; ag:relation ag:accuses ;
   ag:object <https://example.org/Syria> ; ag:denied false ; ag:status ag:Alleged ; ag:confidence 0.5 ; ag:dataId "hand 1" ;
   ag:subjectMention [ ag:name "Russia" ; ag:kind ag:State ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "Moscow" ] ] ;
   ag:objectMention [ ag:name "Syria"@en ; ag:kind ag:State ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "Syria" ] ] ;
   ag:cue _:words ; ag:sentence _:words ; prov:wasDerivedFrom <https://example.org/news> ;
   prov:wasGeneratedBy [ prov:wasAssociatedWith [ schema:name "hand" ; schema:softwareVersion "1" ; ag:model "-" ] ] .
_:words oa:hasSelector [ a oa:TextPositionSelector, oa:TextQuoteSelector ; oa:start 0 ; oa:end 6 ; oa:exact "blamed" ] .
<https://example.org/news> dcterms:title "News" .
"""


def test_claims_that_others_wrote_by_hand_are_read(tmp_path: Path) -> None:
    (tmp_path / "others.ttl").write_text(OTHERS)
    (claim,) = read_claims(tmp_path / "others.ttl")

    assert (claim.article, claim.source.title) == ("https://example.org/news", "News")
    assert claim.subject.actor == "https://www.wikidata.org/entity/Q159"
    assert (claim.object.name, claim.cue.text, claim.cue.end) == ("Syria", "blamed", 6)
    assert (claim.status, claim.confidence) == (Status.ALLEGED, 0.5)


def test_json_ld_in_any_order_of_keys_is_read(tmp_path: Path, full: Claim) -> None:
    file = tmp_path / "c.jsonld"
    write_claims([full], file)
    said = json.loads(file.read_text())
    file.write_text(json.dumps(turned(said)))

    assert list(read_claims(file)) == [full]


def turned(value: Any) -> Any:
    """Return the JSON with the keys of each object the other way round."""
    if isinstance(value, dict):
        return {key: turned(inner) for key, inner in reversed(value.items())}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


def test_graphs_in_pieces_give_all_claims(tmp_path: Path, article: Make, claim: Make) -> None:
    claims = [claim("russia attacks syria", article(name), start=5) for name in ("a1", "a2")]
    file = tmp_path / "c.nq"
    write_claims(claims, file)
    shuffled = sorted(file.read_text().splitlines(), key=lambda line: hash(line[40:60]) % 97)
    file.write_text("\n".join(shuffled))

    assert set(read_claims(file)) == set(claims)


@pytest.mark.parametrize("name", ["c.trig", "c.nq", "c.ttl", "c.jsonld", "c.nq.gz"])
def test_a_broken_file_is_told(tmp_path: Path, full: Claim, name: str) -> None:
    file = tmp_path / name
    write_claims([full], file)
    half = file.read_bytes()[:-200] if name.endswith("gz") else file.read_bytes()[:-40] + b"<< \x00"
    file.write_bytes(half)

    with pytest.raises(UnreadableFile, match=name):
        list(read_claims(file, pytest.fail))


def test_readings_hold_all_claims_of_an_article(tmp_path: Path, article: Make, claim: Make) -> None:
    one, two = article("a1"), article("a2")
    claims = [claim("russia attacks syria", home, start=n) for n, home in enumerate((one, two))]
    write_claims([*claims, claim("syria accuses russia", one, start=9)], tmp_path / "c.trig")

    found = {
        reading.article.id: len(reading.claims) for reading in claim_readings(tmp_path / "c.trig")
    }

    assert found == {"a1": 2, "a2": 1}


def test_an_rdf_file_is_told_from_articles(tmp_path: Path, full: Claim) -> None:
    for name in NAMES:
        write_claims([full], tmp_path / name)
        assert is_claim_file(str(tmp_path / name))
    assert not is_claim_file(str(tmp_path / "none.trig"))


def test_a_format_can_be_named_and_must_be_known(tmp_path: Path, full: Claim) -> None:
    write_rdf([full], tmp_path / "plain", RdfForm.NQUADS)

    assert (tmp_path / "plain").read_text().count("\n") > 80
    with pytest.raises(UsageError, match=r"end it in \.trig"):
        write_rdf([full], tmp_path / "plain")


def test_packed_files_are_packed(tmp_path: Path, full: Claim) -> None:
    write_claims([full], tmp_path / "c.nq.gz")

    assert gzip.decompress((tmp_path / "c.nq.gz").read_bytes()).startswith(b"<https://w3id.org/")


@pytest.mark.parametrize("name", ["c.trig", "c.jsonld"])
def test_what_is_written_keeps_the_shapes(tmp_path: Path, full: Claim, name: str) -> None:
    write_claims([full], tmp_path / name)
    assert list(check_file(tmp_path / name)) == []

    write_claims([replace(full, confidence=1.5)], tmp_path / name)
    assert {violation.rule for violation in check_file(tmp_path / name)} == {"confidence-in-range"}

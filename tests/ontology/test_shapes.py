"""Each rule on a good and a bad case, as a line of a claims file and as RDF: both must agree."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SH, SKOS

from actorgraph.errors import BrokenClaim, UnknownKind, UnknownRelation
from actorgraph.ontology.claim_rules import RULES
from actorgraph.ontology.claims import claim_from_json
from actorgraph.ontology.shape_checks import shape_violations
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import shapes

OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
SCHEMA = Namespace("https://schema.org/")
XML = Namespace("http://www.w3.org/2001/XMLSchema#")
ID = "https://example.org/"
TEXT = "Yesterday was calm. Russia bombed Aleppo on Monday, Syria said."
MENTIONS = ("subject", "object", "speaker")
MODES = {"aerial": "ASSAULT", "phone": "CONSULT"}


class LeftOut:
    """A field that is left out; its name is the same in every process that collects the tests."""

    def __repr__(self) -> str:
        return "left out"


NOT = LeftOut()

Row = dict[str, Any]


def words(text: str, **more: Any) -> Row:
    start = TEXT.index(text)
    return {"text": text, "start": start, "end": start + len(text), **more}


def good() -> Row:
    return {
        "article": "https://paper.example/1",
        "source": {
            "title": "News",
            "publisher": "P",
            "published": "2016-10-25",
            "url": None,
            "signature": "AQ" + 174 * "b",
        },
        "relation": "attacks",
        "mode": "aerial",
        "subject": words("Russia", actor="russia", name="Russia", kind="State"),
        "object": words("Aleppo", actor="aleppo", name="Aleppo", kind="Place"),
        "cue": words("bombed"),
        "sentence": words("Russia bombed Aleppo on Monday, Syria said."),
        "denied": False,
        "status": "alleged",
        "speaker": words("Syria", actor="syria", name="Syria", kind="State"),
        "when": {"date": "2016-10-24", "precision": "day", "end": "2016-10-24"},
        "where": {"name": "Aleppo", "geonames": 1, "country": "SY", "lat": 36.2, "lon": 37.2},
        "confidence": 0.8,
        "extractor": {"name": "rules", "version": "1", "model": "abc"},
        "data_id": None,
    }


def changed(path: str, value: Any) -> Row:
    row = deepcopy(good())
    *way, last = path.split(".")
    at = row
    for step in way:
        at = at[step]
    if value is NOT:
        del at[last]
    else:
        at[last] = value
    return row


def as_rdf(row: Row, case: object = "one", body: str | None = None) -> Graph:
    """Return the claim in the form of docs/rdf.md, also where the row is no claim at all."""
    graph = Graph()
    for subject, predicate, value in triples(row, f"{ID}{case}/"):
        if value is not None:
            term = value if isinstance(value, URIRef | Literal) else Literal(value)
            graph.add((subject, predicate, term))
    if body is not None:
        graph.add((URIRef(f"{ID}{case}/article/1"), SCHEMA.articleBody, Literal(body)))
    return graph


def triples(row: Row, base: str) -> Iterator[tuple[URIRef, URIRef, Any]]:
    names = ("claim", "article", "run", "extractor")
    claim, article, run, extractor = (URIRef(f"{base}{name}/1") for name in names)
    yield claim, RDF.type, AG.Claim
    yield claim, PROV.wasDerivedFrom, article
    yield claim, PROV.wasGeneratedBy, run
    yield run, PROV.wasAssociatedWith, extractor
    yield extractor, SCHEMA.name, row["extractor"]["name"]
    yield article, RDF.type, AG.Article
    yield article, DCTERMS.identifier, row["article"]
    yield article, DCTERMS.issued, dated(row["source"]["published"])
    yield article, AG.signature, row["source"]["signature"]
    relation, *more = row.get("relation", "").split("_")
    if relation:
        yield claim, AG.relation, AG[relation + "".join(map(str.title, more))]
    yield claim, AG.status, AG[row["status"].title()]
    yield claim, AG.denied, row.get("denied")
    yield claim, AG.confidence, row["confidence"]
    yield claim, AG.mode, row["mode"] and AG[f"{MODES.get(row['mode'])}-{row['mode']}"]
    yield claim, AG.dataId, row["data_id"]
    for role in (*MENTIONS, "cue", "sentence"):
        if row.get(role):
            yield from words_in(claim, article, role, row[role])
    yield from when_and_where(claim, row)


def words_in(
    claim: URIRef, article: URIRef, role: str, said: Row
) -> Iterator[tuple[URIRef, URIRef, Any]]:
    node, place, text = (URIRef(f"{claim}#{role}{part}") for part in ("", "-position", "-quote"))
    yield claim, AG[f"{role}Mention"] if role in MENTIONS else AG[role], node
    yield node, OA.hasSource, article
    yield node, OA.hasSelector, place
    yield node, OA.hasSelector, text
    yield place, OA.start, said["start"]
    yield place, OA.end, said["end"]
    yield text, OA.exact, said["text"]
    if role in MENTIONS:
        sort = "place" if said["kind"] == "Place" else "actor"
        actor = URIRef(f"{claim.rsplit('/', 2)[0]}/{sort}/{quote(said['actor'])}")
        yield claim, AG[role], actor
        yield actor, RDF.type, AG[said["kind"]]
        yield actor, RDFS.label, said["name"]
        yield node, AG.name, said["name"]
        yield node, AG.kind, AG[said["kind"]]


def when_and_where(claim: URIRef, row: Row) -> Iterator[tuple[URIRef, URIRef, Any]]:
    when, where = URIRef(f"{claim}#when"), URIRef(f"{claim}#where")
    if row["when"]:
        yield claim, AG.when, when
        yield when, AG.date, dated(row["when"]["date"])
        yield when, AG.precision, row["when"]["precision"]
        yield when, AG.end, dated(row["when"]["end"])
    if row["where"]:
        yield claim, AG.where, where
        yield where, AG.name, row["where"]["name"]
        yield where, GEO.lat, row["where"]["lat"]
        yield where, GEO.long, row["where"]["lon"]


def dated(text: Any) -> Any:
    types = {4: XML.gYear, 7: XML.gYearMonth, 10: XML.date}
    return text and Literal(text, datatype=types.get(len(text), XML.string))


def broken_as_line(row: Row) -> set[str]:
    try:
        claim_from_json(row)
    except BrokenClaim as error:
        return {rule for rule, _ in error.broken}
    except KeyError:
        return {"fields-given"}
    except UnknownRelation:
        return {"relation-known"}
    except UnknownKind:
        return {"kind-known"}
    except ValueError as error:
        return {"status-known"} if "is not a valid Status" in str(error) else {str(error)}
    return set()


def broken_as_rdf(rows: list[Row]) -> list[set[str]]:
    """Return the rules that each claim breaks, from one validation of all of them."""
    graph = Graph()
    for number, row in enumerate(rows):
        graph += as_rdf(row, number)
    broken: list[set[str]] = [set() for _ in rows]
    for found in shape_violations(graph):
        broken[int(found.node.removeprefix(ID).split("/")[0])].add(found.rule)
    return broken


GOOD = [
    ("status", "alleged"),
    ("speaker", None),
    ("mode", None),
    ("when", None),
    ("where", None),
    ("denied", True),
    ("confidence", 0),
    ("confidence", 1),
    ("source.published", None),
    ("source.published", "2016-10"),
    ("source.published", "2016-10-25T08:25+00:00"),
    ("when.end", None),
    ("when", {"date": "2016-10", "precision": "month", "end": None}),
    ("when", {"date": "2016-10-24", "precision": "year", "end": "2016"}),
    ("when", {"date": "2016", "precision": "year", "end": "2016-10-24"}),
    ("where.lat", -90),
    ("object", words("Syria", actor="syria", name="Syria", kind="State")),
    ("subject", words("Yesterday", actor="x", name="Elsewhere", kind="Group")),
]
BAD = [
    ("relation-known", "relation", "atacks"),
    ("kind-known", "subject.kind", "Stat"),
    ("status-known", "status", "sure"),
    ("fields-given", "relation", NOT),
    ("fields-given", "cue", NOT),
    ("fields-given", "sentence", NOT),
    ("fields-given", "subject", NOT),
    ("fields-given", "denied", NOT),
    ("article-named", "article", ""),
    ("actors-named", "subject.actor", ""),
    ("actors-named", "object.name", ""),
    ("extractor-named", "extractor.name", ""),
    ("mode-known", "mode", "phone"),
    ("who-acts", "subject.kind", "Place"),
    ("who-acts", "speaker.kind", "Place"),
    ("object-fits", "relation", "accuses"),
    ("denied-told", "denied", "false"),
    ("confidence-in-range", "confidence", 1.2),
    ("confidence-in-range", "confidence", -0.1),
    ("confidence-in-range", "confidence", float("nan")),
    ("words-placed", "cue.end", 35),
    ("words-placed", "subject.text", ""),
    ("words-placed", "subject.end", None),
    ("words-placed", "object.start", -1),
    ("words-placed", "object.start", "20"),
    ("words-in-sentence", "cue.text", "bumbed"),
    ("words-in-sentence", "speaker.text", "Syrie"),
    ("words-in-sentence", "cue", words("was")),
    ("when-dated", "when.date", "2016-02-31"),
    ("when-dated", "when.date", "Monday"),
    ("when-dated", "when.date", "2016-13"),
    ("when-dated", "when.end", "2016-09"),
    ("when-dated", "when.precision", "week"),
    ("when-dated", "when.end", "2016-10-23"),
    ("where-located", "where.lat", 91),
    ("where-located", "where.lon", -180.5),
    ("where-located", "where.name", ""),
    ("source-dated", "source.published", "last week"),
    ("source-dated", "source.published", "2016-13"),
    ("signature-whole", "source.signature", "AQAB"),
]


def unplaced(data_id: str | None) -> Row:
    row = changed("data_id", data_id)
    for role in (*MENTIONS, "cue", "sentence"):
        row[role] |= {"start": None, "end": None}
    return row


def wordless(data_id: str | None) -> Row:
    row = unplaced(data_id)
    for role in ("cue", "sentence"):
        row[role] = {"text": "", "start": 0, "end": 0}
    return row


CASES: list[tuple[str, Row, set[str]]] = [
    *((f"{path} is {value}", changed(path, value), set()) for path, value in GOOD),
    *((f"{path} is {value}", changed(path, value), {rule}) for rule, path, value in BAD),
    ("no offsets", unplaced(None), {"words-placed"}),
    ("no offsets in a claim that others coded", unplaced("GDELT:1"), set()),
    ("no words in a claim that others coded", wordless("GDELT:1"), set()),
    ("no words in a claim that was read", wordless(None), {"words-placed"}),
]


@pytest.fixture(scope="module")
def found_in_rdf() -> dict[str, set[str]]:
    broken = broken_as_rdf([row for _, row, _ in CASES])
    return {name: rules for (name, *_), rules in zip(CASES, broken, strict=True)}


@pytest.mark.parametrize(("name", "row", "rules"), CASES, ids=[name for name, *_ in CASES])
def test_line_and_rdf_agree(
    found_in_rdf: dict[str, set[str]], name: str, row: Row, rules: set[str]
) -> None:
    # In a relation that is no other, the mode of the first is as unknown as the relation.
    more = {"mode-known"} if name in ("relation is atacks", "relation is accuses") else set()

    assert broken_as_line(row) - more == rules
    assert found_in_rdf[name] - more == rules


def test_where_the_article_stands_beside_them_words_are_looked_up_in_it() -> None:
    graph = as_rdf(good(), "right", TEXT) + as_rdf(
        good(), "wrong", TEXT.replace("bombed", "struck")
    )
    graph += as_rdf(good(), "double")
    graph.add((URIRef(f"{ID}double/claim/1"), AG.status, AG.Planned))

    found = {(one.node.removeprefix(ID), one.rule) for one in shape_violations(graph)}
    assert found == {("wrong/claim/1", "words-in-text"), ("double/claim/1", "fields-given")}


def test_an_actor_that_no_claim_names_needs_a_name_too() -> None:
    graph = Graph()
    for name, label in (("named", RDFS.label), ("concept", SKOS.prefLabel), ("nameless", None)):
        graph.add((URIRef(ID + name), RDF.type, AG.Ministry))
        if label:
            graph.add((URIRef(ID + name), label, Literal("Ministry of Peace")))

    found = [(one.node, one.rule) for one in shape_violations(graph)]
    assert found == [(f"{ID}nameless", "actors-named")]


def test_every_rule_has_a_bad_case_and_a_shape() -> None:
    by_claim = {"relation-known", "kind-known", "status-known", "fields-given"}
    told = {str(rule) for rule in shapes().objects(None, AG.ruleName)}

    assert set(RULES) | by_claim == {rule for rule, *_ in BAD}
    assert told - {"words-in-text"} == {rule for rule, *_ in BAD}


def test_every_constraint_names_its_rule_and_says_what_is_wrong() -> None:
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        parts = [part for p in (SH.property, SH.sparql) for part in shapes().objects(shape, p)]
        for constraint in parts or [shape]:
            assert shapes().value(constraint, AG.ruleName), constraint
            assert shapes().value(constraint, SH.message), constraint


def test_a_violation_says_node_and_value() -> None:
    found = list(shape_violations(as_rdf(changed("confidence", 1.2)), "claims.ttl"))

    assert [(one.file, one.node, one.rule) for one in found] == [
        ("claims.ttl", f"{ID}one/claim/1", "confidence-in-range")
    ]
    assert found[0].message == "the confidence is not a number from 0 to 1; found 1.2"

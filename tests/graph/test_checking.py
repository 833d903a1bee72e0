"""Checking finds each way in which a graph can be damaged, and repairs what the claims tell."""

from collections.abc import Callable
from typing import Any

import pytest

from actorgraph.graph.findings import Finding
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor, Mention, Span, Where, source_of

Make = Callable[..., Any]
CLAIM, RUSSIA = "MATCH (c:Claim {article: 'a1'})", "MATCH (n {id: 'russia'})"
LAVROV = Actor(
    id="lavrov", name="Sergey Lavrov", kind="Person",
    bonds=(Bond(relation="speaks_for", other="russia", since="2004"),),
)  # fmt: skip


def made(article: Article, *, denied: bool = False, relation: str = "attacks") -> Claim:
    """Return a claim whose words stand in the text "Lavrov … struck … Russia …"."""

    def span(words: str) -> dict[str, Any]:
        start = article.text.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    return Claim(
        article=article.id, source=source_of(article), relation=relation, denied=denied,
        subject=Mention(actor="lavrov", name="Lavrov", kind="Person", **span("Lavrov")),
        object=Mention(actor="russia", name="Russia", kind="State", **span("Russia")),
        speaker=Mention(actor="kerry", name="Kerry", kind="Person", **span("Kerry")),
        cue=Span(**span("struck")), sentence=Span(**span(article.text)), confidence=0.5,
        where=Where(name="Homs"),
        extractor=Extractor(name="rules", version="1", model="abc"),
    )  # fmt: skip


@pytest.fixture
def sound(store: Store, article: Make, reading: Make) -> Store:
    """A graph of which everything is right; one text begins with a character beyond 16 bits."""
    texts = ["\U0001f30d Lavrov struck Russia, Kerry said.", "Kerry: Lavrov struck no Russia."]
    homes = [article(f"a{n}", text=text) for n, text in enumerate(texts)]
    claims = [
        (made(homes[0]), made(homes[0], relation="speaks_for")),
        (made(homes[1], denied=True),),
    ]
    readings = [reading(home, *own) for home, own in zip(homes, claims, strict=True)]
    store.load(readings, actors={"lavrov": LAVROV})
    assert list(store.check()) == []
    return store


def damage(store: Store, cypher: str) -> None:
    with store._connection.writing() as session:
        assert session.run(cypher).consume().counters.contains_updates


def told(findings: list[Finding]) -> list[tuple[str, bool]]:
    return [(finding.sort, finding.repaired) for finding in findings]


@pytest.mark.parametrize(
    ("cypher", "sort", "where", "what"),
    [
        ("MATCH ()-[r:ATTACKS]->() SET r.claims = 7", "sums", "lavrov attacks russia", "claims 7"),
        ("MATCH ()-[r:ATTACKS]->() DELETE r", "sums", "lavrov attacks russia", "missing"),
        (
            "MATCH (a {id: 'russia'}), (b {id: 'lavrov'}) CREATE (a)-[:ATTACKS {claims: 1}]->(b)",
            "sums", "russia attacks lavrov", "no claim",
        ),
        (
            "MATCH (a {id: 'lavrov'}), (b {id: 'russia'}) CREATE (a)-[:ATTACKS {claims: 1}]->(b)",
            "sums", "lavrov attacks russia", "2 times",
        ),
        ("MATCH ()-[r:SPEAKS_FOR]->() REMOVE r.since", "sums", "lavrov speaks_for russia", "2004"),
        ("MATCH ()-[r:CONTRADICTS]->() DELETE r", "contradictions", "lavrov attacks russia", "0 "),
    ],
)  # fmt: skip
def test_what_follows_from_the_claims_is_repaired(
    sound: Store, cypher: str, sort: str, where: str, what: str
) -> None:
    damage(sound, cypher)

    (finding,) = sound.check()
    assert (finding.sort, finding.where) == (sort, where)
    assert what in finding.what
    assert "--repair" in finding.advice
    assert told(list(sound.check(repair=True))) == [(sort, True)]
    assert list(sound.check()) == []


@pytest.mark.parametrize(
    ("cypher", "sort", "where"),
    [
        (f"{CLAIM}-[r:AT]->() DELETE r", "links", "a1"),
        (f"{CLAIM}-[r:ACCORDING_TO]->() DELETE r", "links", "a1"),
        (f"{CLAIM}-[r:ACCORDING_TO]->() {RUSSIA} CREATE (c)-[:ACCORDING_TO]->(n) DELETE r", "links", "a1"),
        (f"{CLAIM} MATCH (l:Load) CREATE (c)-[:LOADED_BY]->(l)", "links", "a1"),
        ("MATCH (a:Article {id: 'a0'}) SET a.text = substring(a.text, 1)", "words", "a0"),
        ("MATCH (c:Claim {article: 'a1'}) SET c.speaker_text = 'Kerr'", "words", "a1"),
        ("CREATE (:Actor:State {id: 'nobody', name: 'Nobody'})", "orphans", "nobody"),
        (
            "MATCH (a {id: 'russia'}), (b {id: 'lavrov'}) CREATE (a)-[:HUGS]->(b)",
            "relations", "1 relationships",
        ),
        ("MATCH (g:ActorGraph) SET g.restoring = 'x'", "restoring", ""),
    ],
)  # fmt: skip
def test_what_does_not_is_told_with_what_to_do(
    sound: Store, cypher: str, sort: str, where: str
) -> None:
    damage(sound, cypher)
    try:
        findings = list(sound.check())
    finally:
        damage(sound, "MATCH (g:ActorGraph) SET g.restoring = null, g.checked = true")

    assert {finding.sort for finding in findings} == {sort}
    assert all(where in finding.where and finding.advice for finding in findings)


def test_a_relation_that_nobody_defines_is_told_and_the_rest_is_checked(sound: Store) -> None:
    damage(sound, "MATCH (c:Claim {relation: 'speaks_for'}) SET c.relation = 'hugs'")

    sorts = {finding.sort: finding for finding in sound.check()}
    assert sorts.keys() == {"relations", "sums"}  # the tie has lost the claim that held it up
    assert "'hugs'" in sorts["relations"].what

"""Checking claims one by one: their relations, their links, and their words in the article."""

from collections.abc import Iterator, Mapping
from typing import Any

from neo4j import Session

from actorgraph.graph.edges import merges_of, relations_by_type
from actorgraph.graph.findings import Finding
from actorgraph.ontology.vocabulary import RELATIONS

STRUCTURE = {
    "SUBJECT", "OBJECT", "STATED_IN", "ACCORDING_TO", "AT", "LOADED_BY", "CONTRADICTS",
}  # fmt: skip
AGAIN = "'actorgraph remove' its article, and build it again"
SPANS = ("cue", "sentence")
MENTIONS = ("subject", "object", "speaker")


def stands_for(role: str) -> str:
    """Return Cypher for the id of the node that stands for a mention, after merges."""
    merged = f"coalesce($merges[c.{role}], c.{role})"
    return f"CASE c.{role}_kind WHEN 'Place' THEN c.{role} ELSE {merged} END"


# How many links of each type a claim has, and to which node; a claim keeps the ids it was read
# with, and its links lead to who stands for them.
LINKS = {
    "SUBJECT": ("1", stands_for("subject")),
    "OBJECT": ("1", stands_for("object")),
    "STATED_IN": ("1", "c.article"),
    "LOADED_BY": ("1", "e.id"),
    "ACCORDING_TO": ("CASE WHEN c.speaker IS NULL THEN 0 ELSE 1 END", stands_for("speaker")),
    "AT": ("CASE WHEN c.where IS NULL THEN 0 ELSE 1 END", "e.id"),
}


def unknown_relations(session: Session) -> Iterator[Finding]:
    """Yield relations that the ontology does not define, in claims and between actors."""
    advice = "claims of it cannot be read; 'actorgraph remove' their articles, or update actorgraph"
    claims = (
        "MATCH (c:Claim) WHERE NOT c.relation IN $known "
        "RETURN c.relation AS name, count(*) AS n ORDER BY name"
    )
    for row in session.run(claims, known=list(RELATIONS)):
        what = f"the ontology defines no relation {row['name']!r}"
        yield Finding("relations", f"{row['n']} claims", what, advice)
    for row in list(session.run("CALL db.relationshipTypes() YIELD relationshipType AS type")):
        if row["type"] in relations_by_type() or row["type"] in STRUCTURE:
            continue
        query = (
            "MATCH (:Actor|Place)-[r]->(:Actor|Place) WHERE type(r) = $type RETURN count(r) AS n"
        )
        count = session.run(query, type=row["type"]).single(strict=True)["n"]
        if count:
            yield Finding(
                "relations", f"{count} relationships between actors",
                f"the ontology defines no relation for the type {row['type']}",
                "delete them, if they are not your own",
            )  # fmt: skip


def wrong_links(session: Session) -> Iterator[Finding]:
    """Yield claims without a link they should have, or with one that leads elsewhere."""
    merges = session.execute_read(merges_of)
    for type_, (count, node) in LINKS.items():
        query = (
            f"MATCH (c:Claim) WITH c, {count} AS right, COUNT {{(c)-[:{type_}]->()}} AS n "
            f"WHERE n <> right OR EXISTS {{MATCH (c)-[:{type_}]->(e) WHERE e.id <> {node}}} "
            "RETURN c.id AS id, c.article AS article, n, right ORDER BY article, id"
        )
        for row in session.run(query, merges=merges):
            many = f"is there {row['n']} times, not {row['right']}"
            told = many if row["n"] != row["right"] else "leads to another node than it names"
            where = f"claim {row['id']} of {row['article']}"
            yield Finding("links", where, f"its link {type_} {told}", AGAIN)


def lost_words(session: Session) -> Iterator[Finding]:
    """Yield claims whose words are not at their offsets in the text of their article.

    Offsets count characters, which Neo4j does not: the words are looked up here.
    """
    wanted = [f".{name}, .{name}_span" for name in SPANS]
    wanted += [f".{name}_text, .{name}_span" for name in MENTIONS]
    query = (
        "MATCH (a:Article) WHERE a.text IS NOT NULL CALL (a) { MATCH (a)<-[:STATED_IN]-(c:Claim) "
        f"WHERE c.data_id IS NULL RETURN collect(c {{.id, {', '.join(wanted)}}}) AS claims }} "
        "RETURN a.id AS article, a.text AS text, claims"
    )
    for row in session.run(query):
        for claim in row["claims"]:
            if lost := _lost(claim, row["text"]):
                yield Finding(
                    "words", f"claim {claim['id']} of {row['article']}",
                    f"{' and '.join(lost)} cannot be found at their place in the text", AGAIN,
                )  # fmt: skip


def _lost(claim: Mapping[str, Any], text: str) -> list[str]:
    """Return which of the claim's words are not where it says."""
    words = dict.fromkeys(SPANS, "") | dict.fromkeys(MENTIONS, "_text")
    lost = []
    for name, field in words.items():
        span = claim[f"{name}_span"]
        if span and text[slice(*span)] != claim[f"{name}{field}"]:
            lost.append(name)
    return lost

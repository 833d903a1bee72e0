"""What is in the graph, read back as values: claims, articles, actors, relationships."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from neo4j import Record

from actorgraph.graph.claim_rows import IN_ORDER, article_map, claim_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import SUM_FIELDS, relations_by_type
from actorgraph.graph.sums import Sums
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article, Section
from actorgraph.ontology.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A typed relationship: who, which relation, whom (ids and names), and its sums.

    `since` and `until` are of lasting ties alone, where the catalogue or a claim tells.
    """

    subject: str
    subject_name: str
    subject_kind: str
    relation: str
    object: str
    object_name: str
    object_kind: str
    sums: Sums
    since: str | None = None
    until: str | None = None


def known_articles(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return each article's fingerprint and extractor."""
    query = "MATCH (a:Article) RETURN a.id AS id, a.fingerprint AS text, a.extractor AS by"
    return {row["id"]: (row["text"], row["by"]) for row in rows_of(connection, query)}


def known_article(connection: Connection, article: str) -> tuple[str, str] | None:
    """Return one article's fingerprint and extractor, or None."""
    query = "MATCH (a:Article {id: $id}) RETURN a.fingerprint AS text, a.extractor AS by"
    for row in rows_of(connection, query, id=article):
        return row["text"], row["by"]
    return None


def claims(connection: Connection, *, checked: bool = False) -> Iterator[Claim]:
    """Yield every claim, article by article, in the order of their words.

    With `checked`, only those that coders found right.
    """
    chosen = "WHERE c.verdict = 'right' " if checked else ""
    query = (
        "MATCH (a:Article) WITH a ORDER BY a.id "
        f"CALL (a) {{ MATCH (a)<-[:STATED_IN]-(c:Claim) {chosen}"
        f"RETURN c ORDER BY {IN_ORDER} }} "
        f"RETURN properties(c) AS claim, {article_map('a')} AS article"
    )
    for row in rows_of(connection, query):
        yield claim_of(row["claim"], row["article"])


def articles(connection: Connection) -> Iterator[Article]:
    """Yield every article by id."""
    query = "MATCH (a:Article) RETURN properties(a) AS article ORDER BY a.id"
    for row in rows_of(connection, query):
        yield article_of(row["article"])


def actors(connection: Connection) -> Iterator[Actor]:
    """Yield every actor by id."""
    query = "MATCH (a:Actor) RETURN properties(a) AS actor ORDER BY a.id"
    for row in rows_of(connection, query):
        values = row["actor"]
        yield Actor(
            id=values["id"],
            name=values["name"],
            kind=values["kind"],
            aliases=tuple(values.get("aliases", ())),
            country=values.get("country"),
            wikidata=values.get("wikidata"),
        )


def relations(connection: Connection) -> Iterator[RelationRow]:
    """Yield the typed relationships, those with most claims first."""
    query = (
        "MATCH (s:Actor|Place)-[r]->(o:Actor|Place) WHERE r.claims IS NOT NULL "
        "RETURN s.id AS s, s.name AS subject, coalesce(s.kind, 'Place') AS subject_kind, "
        "type(r) AS type, o.id AS o, o.name AS object, coalesce(o.kind, 'Place') AS object_kind, "
        "properties(r) AS sums "
        "ORDER BY r.claims + r.alleged DESC, r.articles DESC, s.id, type, o.id"
    )
    for row in rows_of(connection, query):
        yield RelationRow(
            subject=row["s"],
            subject_name=row["subject"],
            subject_kind=row["subject_kind"],
            relation=relations_by_type()[row["type"]],
            object=row["o"],
            object_name=row["object"],
            object_kind=row["object_kind"],
            sums=Sums(**{name: row["sums"].get(name) for name in SUM_FIELDS}),
            since=row["sums"].get("since"),
            until=row["sums"].get("until"),
        )


def article_of(values: dict[str, Any]) -> Article:
    """Return the article of a node's properties."""
    sections = json.loads(values.get("sections", "[]"))
    return Article(
        id=values["id"],
        text=values.get("text", ""),
        title=values.get("title", ""),
        url=values.get("url"),
        publisher=values.get("publisher"),
        published=values.get("published"),
        sections=tuple(Section(**section) for section in sections),
        signature=values.get("signature"),
    )


def rows_of(connection: Connection, query: str, **parameters: Any) -> Iterator[Record]:
    """Yield the records as they come, within one read transaction."""
    with connection.reading() as session:
        yield from session.run(query, parameters)

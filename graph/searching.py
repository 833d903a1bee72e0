"""Full-text search over articles and the sentences of claims, by Neo4j's own index (Lucene)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neo4j.exceptions import ClientError

from actorgraph.errors import BadQuery
from actorgraph.graph.claim_rows import claim_of
from actorgraph.graph.connection import Connection
from actorgraph.ontology.claims import Claim

# The analyser for English finds "ceasefires" with "ceasefire".
ENGLISH = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}"
INDEXED = {
    "article_words": "FOR (n:Article) ON EACH [n.title, n.text]",
    "claim_words": "FOR (n:Claim) ON EACH [n.sentence]",
}
SEARCH = (
    "CALL db.index.fulltext.queryNodes('article_words', $words, {limit: $most}) "
    "YIELD node AS a, score "
    "RETURN a.id AS id, a.title AS title, a.publisher AS publisher, a.published AS published, "
    "a.url AS url, a.extractor AS extractor, coalesce(a.text, '') AS text, score "
    "ORDER BY score DESC, id"
)
CLAIMS = (
    "CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c, score "
    "WHERE c.article IN $articles RETURN properties(c) AS claim "
    "ORDER BY c.sentence_span[0], c.id"
)
ONLY_CLAIMS = (
    "CALL db.index.fulltext.queryNodes('claim_words', $words, {limit: $most}) "
    "YIELD node AS c, score MATCH (c)-[:STATED_IN]->(a) WHERE a.text IS NULL "
    "RETURN a.id AS id, a.title AS title, a.publisher AS publisher, a.published AS published, "
    "a.url AS url, a.extractor AS extractor, '' AS text, max(score) AS score "
    "ORDER BY score DESC, id"
)
OPERATORS = frozenset({"and", "or", "not", "to"})
AROUND = 200  # characters of a passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that was found: `passage` is the part of its text with most of the words.

    `claims` are those whose sentences the words are found in; `score` is Lucene's, the higher the
    better, and says nothing across searches.
    """

    article: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    passage: str
    claims: tuple[Claim, ...]
    score: float


def prepare_search(connection: Connection) -> None:
    """Make the indexes where they lack; the first time, that reads the whole graph."""
    names = "SHOW FULLTEXT INDEXES YIELD name RETURN collect(name) AS names"
    with connection.reading() as session:
        there = set(session.run(names).single(strict=True)["names"])
    if not INDEXED.keys() <= there:
        with connection.writing() as session:
            for name, what in INDEXED.items():
                statement = f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS {what} {ENGLISH}"
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(3600)").consume()


def search(connection: Connection, words: str, most: int = 20) -> Iterator[Found]:
    """Yield the articles with these words, the best first; Lucene's syntax: AND, OR, NOT, "…", *.

    Raises BadQuery for words that Lucene cannot read.
    """
    with connection.reading() as session:
        try:
            rows = [row.data() for row in session.run(SEARCH, words=words, most=most)]
            rows += [row.data() for row in session.run(ONLY_CLAIMS, words=words, most=most)]
            rows.sort(key=lambda row: (-row["score"], row["id"]))
            rows = rows[:most]
            source = {row["id"]: row for row in rows}
            stated: dict[str, list[Claim]] = {id_: [] for id_ in source}
            for record in session.run(CLAIMS, words=words, articles=list(source)):
                claim = claim_of(record["claim"], source[record["claim"]["article"]])
                stated[claim.article].append(claim)
        except ClientError as error:
            if "parse" in (error.message or "").casefold():
                message = f"the words {words!r} cannot be read; quote what is not a word"
                raise BadQuery(message) from error
            raise
    for row in rows:
        claims = stated[row["id"]]
        text = row["text"] or (claims[0].sentence.text if claims else "")
        yield Found(
            article=row["id"], title=row["title"] or "", publisher=row["publisher"],
            published=row["published"], url=row["url"], passage=passage(text, words),
            claims=tuple(claims), score=row["score"],
        )  # fmt: skip


def passage(text: str, words: str) -> str:
    """Return the part of a text in which most of the words stand, some 200 characters."""
    wanted = terms(words)
    parts = [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]
    best = max(parts, key=lambda part: _holds(part, wanted), default="")
    places = [at for term in wanted if (at := best.casefold().find(term)) >= 0]
    start = max(0, min(places, default=0) - AROUND // 2) if len(best) > AROUND else 0
    shown = best[start : start + AROUND]
    return ("…" if start else "") + shown + ("…" if start + AROUND < len(best) else "")


def terms(words: str) -> list[str]:
    """Return the beginnings of the words that are looked for, without operators and endings."""
    without = re.sub(r"(?:\bNOT\s+|[-!])(?:\"[^\"]*\"|\S+)", " ", words)
    found = [word.casefold() for word in re.findall(r"\w+", re.sub(r"\b\w+:", " ", without))]
    return [word[: max(4, len(word) - 2)] for word in found if word not in OPERATORS]


def _holds(part: str, wanted: list[str]) -> int:
    folded = part.casefold()
    return sum(term in folded for term in wanted)

"""A claim as the properties of a Claim node, and back, exactly.

A span is a list [start, end]; what the article's node says too is left out. Each property costs
time on the way into the graph, and a million of claims have some thirty each.
"""

from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from actorgraph.graph.readings import Reading, extractor_key, extractor_of
from actorgraph.graph.sums import Fact, fact_of
from actorgraph.ontology.actors import slug
from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Source,
    Span,
    Status,
    When,
    Where,
    source_of,
)
from actorgraph.ontology.vocabulary import relation_named

Row = dict[str, Any]

FACT_FIELDS = ("status", "denied", "article", "origin", "first", "last", "confidence", "goldstein")
MENTION_FIELDS = ("name", "kind", "text", "resolution")
MENTION_NAMES = {
    role: tuple(f"{role}_{field}" for field in MENTION_FIELDS)
    for role in ("subject", "object", "speaker")
}
SOURCE_FIELDS = ("title", "publisher", "published", "url", "signature")
# The order of claims in an article: of their words.
IN_ORDER = "c.sentence_span[0], c.cue_span[0], c.subject_span[0], c.id"
_MENTION = attrgetter(*MENTION_FIELDS)


def article_map(node: str) -> str:
    """Return Cypher for what `claim_of` takes as the claim's article, of a node's variable."""
    return f"{node} {{{', '.join(f'.{name}' for name in (*SOURCE_FIELDS, 'extractor'))}}}"


def model_of(claim: str, article: str) -> str:
    """Return Cypher for the model that read the claim, of the variables of both nodes."""
    return f"coalesce({claim}.extractor_model, split({article}.extractor, '\\u001f')[2])"


def claim_row(claim: Claim, reading: Reading, known: tuple[str, Fact] | None = None) -> Row:
    """Return the properties of the claim's node; what the article's node says is left out.

    Its origin is the article itself where a signature tells its reprints: they get another later.
    `known` are the claim's id and fact, where they are at hand: both take time to make.
    """
    id_, fact = known or (claim.id, fact_of(claim))
    relation = relation_named(claim.relation)
    row: Row = {
        "id": id_,
        "article": claim.article,
        "relation": claim.relation,
        "plover": relation.plover,
        "mode": claim.mode,
        "quad": relation.quad,
        "goldstein": fact.weight,
        "denied": claim.denied,
        "status": fact.status,
        "confidence": claim.confidence,
        "first": fact.first,
        "last": fact.last,
        "origin": fact.origin,
        "data_id": claim.data_id,
        "extractor": claim.extractor.name,
        "cue": claim.cue.text,
        "cue_span": _span_of(claim.cue),
        "sentence": claim.sentence.text,
        "sentence_span": _span_of(claim.sentence),
    }
    for role, mention in (
        ("subject", claim.subject),
        ("object", claim.object),
        ("speaker", claim.speaker),
    ):
        _put_mention(row, role, mention)
    _put_context(row, claim)
    _put_differing(row, claim, reading)
    return {name: value for name, value in row.items() if value is not None}


def claim_of(row: Mapping[str, Any], source: Mapping[str, Any]) -> Claim:
    """Return the claim of a node; `source` has its article's properties (`article_map`)."""
    own = {name: row.get(f"source_{name}") for name in SOURCE_FIELDS}
    said = own if "source_title" in row else source
    subject, obj = _mention(row, "subject"), _mention(row, "object")
    if subject is None or obj is None:
        message = f"the claim {row.get('id')} lacks its subject or object"
        raise ValueError(message)
    return Claim(
        article=row["article"],
        source=Source(
            title=said.get("title") or "",
            publisher=said.get("publisher"),
            published=said.get("published"),
            url=said.get("url"),
            signature=said.get("signature"),
        ),
        relation=row["relation"],
        mode=row.get("mode"),
        subject=subject,
        object=obj,
        speaker=_mention(row, "speaker"),
        cue=_span(row, "cue"),
        sentence=_span(row, "sentence"),
        denied=row["denied"],
        status=Status(row["status"]),
        when=_when(row),
        where=_where(row),
        confidence=row["confidence"],
        extractor=_extractor(row, source),
        data_id=row.get("data_id"),
    )


def fact_of_row(values: list[Any]) -> Fact:
    """Return the fact of a claim's node, given its FACT_FIELDS in order."""
    status, denied, article, origin, first, last, confidence, weight = values
    return Fact(
        status=status,
        denied=denied,
        article=article,
        origin=origin,
        first=first,
        last=last,
        confidence=confidence,
        weight=weight,
    )


def place_id(where: Where) -> str:
    """Return the id of the place's node: the same as of a mention of that place."""
    return _slug(where.name)


_slug = lru_cache(10_000)(slug)  # the same places come again and again


def _put_mention(row: Row, role: str, mention: Mention | None) -> None:
    if mention:
        row[role] = mention.actor
        row.update(zip(MENTION_NAMES[role], _MENTION(mention), strict=True))
        row[f"{role}_span"] = _span_of(mention)


def _span_of(words: Span | Mention) -> list[int] | None:
    """Return the offsets; None of words that others coded, which have none."""
    return None if words.start is None or words.end is None else [words.start, words.end]


def _put_context(row: Row, claim: Claim) -> None:
    if claim.when:
        row |= {
            "when": claim.when.date,
            "when_precision": claim.when.precision,
            "when_end": claim.when.end,
        }
    if claim.where:
        place = claim.where
        row |= {"where": place.name, "where_geonames": place.geonames}
        row |= {"where_country": place.country, "where_lat": place.lat, "where_lon": place.lon}


def _put_differing(row: Row, claim: Claim, reading: Reading) -> None:
    if claim.extractor != _read_by(extractor_key(reading.extractor)):
        by = claim.extractor
        row |= {"extractor_version": by.version, "extractor_model": by.model}
    if claim.source != source_of(reading.article):
        own = claim.source
        row |= {"source_title": own.title, "source_publisher": own.publisher}
        row |= {"source_published": own.published, "source_url": own.url}
        row["source_signature"] = own.signature


def _span(row: Mapping[str, Any], name: str) -> Span:
    place: list[Any] = row.get(f"{name}_span") or [None, None]
    return Span(text=row[name], start=place[0], end=place[1])


def _extractor(row: Mapping[str, Any], source: Mapping[str, Any]) -> Extractor:
    if "extractor_version" not in row:
        return _read_by(source["extractor"])
    return Extractor(
        name=row["extractor"], version=row["extractor_version"], model=row["extractor_model"]
    )


_read_by = lru_cache(1000)(extractor_of)


def _mention(row: Mapping[str, Any], role: str) -> Mention | None:
    if role not in row:
        return None
    said: dict[str, Any] = {field: row.get(f"{role}_{field}") for field in MENTION_FIELDS}
    start, end = row.get(f"{role}_span") or (None, None)
    return Mention(actor=row[role], start=start, end=end, **said)


def _when(row: Mapping[str, Any]) -> When | None:
    if "when" not in row:
        return None
    return When(date=row["when"], precision=row["when_precision"], end=row.get("when_end"))


def _where(row: Mapping[str, Any]) -> Where | None:
    if "where" not in row:
        return None
    return Where(
        name=row["where"],
        geonames=row.get("where_geonames"),
        country=row.get("where_country"),
        lat=row.get("where_lat"),
        lon=row.get("where_lon"),
    )

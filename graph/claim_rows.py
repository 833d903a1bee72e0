"""A claim as the flat properties of a Claim node, and back, exactly."""

from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from actorgraph.graph.sums import Fact, fact_of
from actorgraph.ontology.actors import slug
from actorgraph.ontology.articles import Article
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
MENTION_FIELDS = ("name", "kind", "text", "start", "end", "resolution")
MENTION_NAMES = {
    role: tuple(f"{role}_{field}" for field in MENTION_FIELDS)
    for role in ("subject", "object", "speaker")
}
SOURCE_FIELDS = ("title", "publisher", "published", "url", "signature")
_MENTION = attrgetter(*MENTION_FIELDS)


def claim_row(claim: Claim, article: Article, known: tuple[str, Fact] | None = None) -> Row:
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
        "extractor_version": claim.extractor.version,
        "extractor_model": claim.extractor.model,
        "cue": claim.cue.text,
        "cue_start": claim.cue.start,
        "cue_end": claim.cue.end,
        "sentence": claim.sentence.text,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
    }
    for role, mention in (
        ("subject", claim.subject),
        ("object", claim.object),
        ("speaker", claim.speaker),
    ):
        _put_mention(row, role, mention)
    _put_context(row, claim, article)
    return {name: value for name, value in row.items() if value is not None}


def claim_of(row: Mapping[str, Any], source: Mapping[str, Any]) -> Claim:
    """Return the claim of a node; `source` has the article node's title, publisher and so on."""
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
        extractor=Extractor(
            name=row["extractor"], version=row["extractor_version"], model=row["extractor_model"]
        ),
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


def _put_context(row: Row, claim: Claim, article: Article) -> None:
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
    if claim.source != source_of(article):
        own = claim.source
        row |= {"source_title": own.title, "source_publisher": own.publisher}
        row |= {"source_published": own.published, "source_url": own.url}
        row["source_signature"] = own.signature


def _span(row: Mapping[str, Any], name: str) -> Span:
    return Span(text=row[name], start=row[f"{name}_start"], end=row[f"{name}_end"])


def _mention(row: Mapping[str, Any], role: str) -> Mention | None:
    if role not in row:
        return None
    said: dict[str, Any] = {field: row.get(f"{role}_{field}") for field in MENTION_FIELDS}
    return Mention(actor=row[role], **said)


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

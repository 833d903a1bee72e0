"""A claim: one article states one relation between two actors, and these are the words."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from actorgraph.errors import UnknownKind
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claim_rules import refuse_broken
from actorgraph.ontology.vocabulary import KINDS, relation_named


class Status(StrEnum):
    """How the text puts the relation: as a fact, a plan, a demand, a condition or an allegation."""

    ACTUAL = "actual"
    PLANNED = "planned"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of an article: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor as the text names it; offsets are None where a claim was coded by others."""

    actor: str
    name: str
    kind: str
    text: str
    start: int | None
    end: int | None
    resolution: str | None = None  # the rule and score that led from the words to the actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim's article comes from, so that a claim stands on its own.

    `signature` tells reprints of one report (signatures.py); None where the text is not known.
    """

    title: str = ""
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it happened: an ISO date, how exact it is (day, month or year), and the last day."""

    date: str
    precision: str
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it happened: a place of the gazetteer; `lat` and `lon` in degrees (WGS 84)."""

    name: str
    geonames: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Who read the claim: name, version, and a hash of the model, lexicon and catalogue."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One article states one relation between two actors; the unit of everything.

    `speaker` is who says so, where the text attributes it; `denied` means that the text, or the
    speaker, says that it is not so; `confidence` (0 to 1) is the expected share of such claims
    that hold; `mode` is PLOVER's finer kind of event.
    """

    article: str
    source: Source
    relation: str
    subject: Mention
    object: Mention
    cue: Span
    sentence: Span
    confidence: float
    extractor: Extractor
    mode: str | None = None
    denied: bool = False
    status: Status = Status.ACTUAL
    speaker: Mention | None = None
    when: When | None = None
    where: Where | None = None
    data_id: str | None = None  # data set and event id, for claims coded by others

    def __post_init__(self) -> None:
        """Refuse what the ontology does not define."""
        relation_named(self.relation)
        for mention in (self.subject, self.object, self.speaker):
            if mention and mention.kind not in KINDS:
                raise UnknownKind(mention.kind, KINDS)

    @property
    def id(self) -> str:
        """A name made from the content: the same text gives the same id on every run."""
        content: list[object] = [self.article, self.relation, self.denied]
        for mention in (self.subject, self.object):
            content += [mention.actor, mention.start, mention.end]
        content += [self.cue.start, self.cue.end, self.data_id]
        return hashlib.sha256(_ENCODE(content).encode()).hexdigest()[:32]

    def _repr_html_(self) -> str:
        """Return the claim with its sentence, in which mentions and cue are marked."""
        from actorgraph.ontology.notebook_html import claim_html  # noqa: PLC0415

        return claim_html(self)


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make one each time


def source_of(article: Article) -> Source:
    """Return what a claim keeps of its article."""
    return Source(
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        signature=article.signature,
    )


# What of a claim is a value with fields of its own, or None.
PARTS = (
    "source", "subject", "object", "cue", "sentence", "speaker", "when", "where", "extractor",
)  # fmt: skip


def _fields(value: Any) -> dict[str, Any]:
    """Return what asdict does, for a value without lists in it, in a tenth of the time."""
    return {name: getattr(value, name) for name in value.__slots__}


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return the claim as the JSON object of a claims file, with what its relation implies."""
    relation = relation_named(claim.relation)
    written = _fields(claim)
    for name in PARTS:
        written[name] = written[name] and _fields(written[name])
    written["status"] = claim.status.value
    derived = {
        "id": claim.id,
        "plover": relation.plover,
        "quad": relation.quad,
        "goldstein": relation.weight(claim.mode),
        "symmetric": relation.symmetric,
    }
    order = [
        "id",
        "article",
        "source",
        "relation",
        "plover",
        "mode",
        "quad",
        "goldstein",
        "symmetric",
        "subject",
        "object",
        "cue",
        "sentence",
        "denied",
        "status",
        "speaker",
        "when",
        "where",
        "confidence",
        "extractor",
        "data_id",
    ]
    both = written | derived
    return {key: both[key] for key in order}


def claim_from_json(row: Mapping[str, Any]) -> Claim:
    """Return the claim of one line of a claims file.

    Raises KeyError, TypeError or ValueError where a field is missing or of the wrong type,
    UnknownRelation or UnknownKind where it says what the ontology does not define, and BrokenClaim
    where it breaks one of the other rules of claim_rules.py.
    """
    claim = kept_claim(row)
    refuse_broken(claim)
    return claim


def kept_claim(row: Mapping[str, Any]) -> Claim:
    """Return the claim of a row that a graph itself gave, as it was: a dump loses nothing.

    Raises as claim_from_json does, but for BrokenClaim.
    """
    return Claim(
        article=row["article"],
        source=Source(**row["source"]),
        relation=row["relation"],
        mode=row.get("mode"),
        subject=Mention(**row["subject"]),
        object=Mention(**row["object"]),
        cue=Span(**row["cue"]),
        sentence=Span(**row["sentence"]),
        denied=row["denied"],
        status=Status(row["status"]),
        speaker=Mention(**row["speaker"]) if row.get("speaker") else None,
        when=When(**row["when"]) if row.get("when") else None,
        where=Where(**row["where"]) if row.get("where") else None,
        confidence=float(row["confidence"]),
        extractor=Extractor(**row["extractor"]),
        data_id=row.get("data_id"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what: the speaker (or None), the cue, and the content's words."""

    article: str
    speaker: Mention | None
    cue: Span
    content: Span


def statement_to_json(statement: Statement) -> dict[str, Any]:
    """Return the statement as the JSON object that `actorgraph statements` prints."""
    return asdict(statement)

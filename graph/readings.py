"""A reading: an article with all claims that one extractor read from it; what a store loads."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and its claims; `extractor` is who read it, also where it found no claim.

    `has_text` is False where only claims are known, from a file of claims.
    """

    article: Article
    claims: tuple[Claim, ...]
    extractor: Extractor
    has_text: bool = True

    @property
    def fingerprint(self) -> str:
        """What tells whether a store holds this already: the text, or without it the claims."""
        if self.has_text:
            return self.article.fingerprint
        return hashlib.sha256("\n".join(map(_line, self.claims)).encode()).hexdigest()


def readings_of(claims: Iterable[Claim]) -> Iterator[Reading]:
    """Yield one reading for each run of claims with the same article; their texts are not known.

    An article whose claims stand apart gives two readings, of which a store keeps the later:
    sort the claims by article first where that can be.
    """
    for _, run in groupby(claims, key=lambda claim: claim.article):
        yield _reading(tuple(run))


def extractor_key(extractor: Extractor) -> str:
    """Return the extractor as one word, to compare."""
    return f"{extractor.name}\x1f{extractor.version}\x1f{extractor.model}"


def extractor_of(key: str) -> Extractor:
    """Return the extractor of such a word."""
    name, version, model = key.split("\x1f", 2)
    return Extractor(name=name, version=version, model=model)


def _reading(claims: tuple[Claim, ...]) -> Reading:
    first = claims[0]
    article = Article(
        id=first.article,
        text="",
        title=first.source.title,
        url=first.source.url,
        publisher=first.source.publisher,
        published=first.source.published,
        signature=first.source.signature,
    )
    return Reading(article=article, claims=claims, extractor=first.extractor, has_text=False)


# All that a claim says, in one order: quicker than making the JSON of a claims file of it.
_MENTION = attrgetter("actor", "name", "kind", "text", "start", "end", "resolution")
_REST = attrgetter(
    "article", "source.title", "source.publisher", "source.published", "source.url",
    "source.signature", "relation",
    "mode", "cue.text", "cue.start", "cue.end", "sentence.text", "sentence.start", "sentence.end",
    "denied", "status.value", "confidence", "data_id",
    "extractor.name", "extractor.version", "extractor.model",
)  # fmt: skip
_WHEN = attrgetter("date", "precision", "end")
_WHERE = attrgetter("name", "geonames", "country", "lat", "lon")


def _line(claim: Claim) -> str:
    return json.dumps(
        (
            _REST(claim),
            _MENTION(claim.subject),
            _MENTION(claim.object),
            _MENTION(claim.speaker) if claim.speaker else None,
            _WHEN(claim.when) if claim.when else None,
            _WHERE(claim.where) if claim.where else None,
        )
    )

"""What a page carries: its tables as JSON in columns, escaped so that a browser never runs it."""

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from actorgraph.graph.sums import origin_of
from actorgraph.ontology.claims import Claim, Mention, Span
from actorgraph.ontology.verdicts import Check
from actorgraph.queries.page_style import kind_style, relation_style
from actorgraph.queries.page_tables import Tables, date_of, day_number

STATUSES = ("actual", "alleged", "planned", "demanded", "hypothetical")
COPIED = 40  # characters of a sentence that two newsrooms do not write alike by chance
DENIED = 8  # added to the place of the status
PLAIN_LIMIT = 250_000  # characters; longer data is packed, so that the page can still be mailed
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


class Index:
    """Values in the order in which they were first met, each with its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._place: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        """Return the place of the value, which is added if it is new."""
        if value not in self._place:
            self._place[value] = len(self.values)
            self.values.append(value)
        return self._place[value]


def inert_json(value: Any) -> str:
    """Return JSON that holds no character by which HTML or a script could begin or end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def packed(text: str) -> str:
    """Return the text gzipped, as base64; the same text gives the same characters."""
    return base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode()


def vocabulary(tables: Tables) -> dict[str, Any]:
    """Return the relations and kinds that occur, with their looks, in the vocabulary's order."""
    relations = sorted({one.relation for one in tables.relations})
    kinds = sorted({one.kind for one in tables.actors})
    return {
        "relations": [relation_style(name) for name in relations],
        "kinds": [kind_style(name) for name in kinds],
    }


def claim_columns(tables: Tables) -> dict[str, Any]:
    """Return what filters need of every claim, relation by relation: day, manner, confidence."""
    claims = [claim for relation in tables.relations for claim in relation.claims]
    return {
        "day": [day_number(date_of(claim)) for claim in claims],
        "how": [_how(claim) for claim in claims],
        "confidence": [round(claim.confidence * 100) for claim in claims],
    }


def evidence(
    tables: Tables, groups: dict[str, int], checks: Mapping[str, Check] | None = None
) -> dict[str, Any]:
    """Return the words of every claim: sentences, articles and speakers once each, then columns.

    An article ends with the number of its source, and whether others here print the same report.
    """
    said = [claim for relation in tables.relations for claim in relation.claims]
    copied = copied_articles(said, tables.reprints)
    sentences, articles, speakers, places, found = Index(), Index(), Index(), Index(), Index()
    actor_place = {actor.id: index for index, actor in enumerate(tables.actors)}

    def row(name: str, claim: Claim) -> dict[str, Any]:
        source, speaker = claim.source, claim.speaker
        about = (source.title, source.publisher, source.published, source.url)
        return {
            "id": name,
            "sentence": sentences.place(claim.sentence.text),
            "marks": marks(claim),
            "article": articles.place(
                (claim.article, *about, groups[claim.article], int(claim.article in copied))
            ),
            "speaker": -1
            if speaker is None
            else speakers.place((speaker.name, actor_place.get(speaker.actor, -1))),
            "mode": claim.mode or 0,
            "when": _when(claim),
            "where": -1 if claim.where is None else places.place(claim.where.name),
            "check": _check(found, (checks or {}).get(name)),
        }

    rows = [
        row(name, claim)
        for relation in tables.relations
        for name, claim in zip(relation.ids, relation.claims, strict=True)
    ]
    names = rows[0] if rows else {}
    return {
        "sentences": sentences.values,
        "articles": articles.values,
        "speakers": speakers.values,
        "places": places.values,
        "checks": found.values,
        "claims": {name: [one[name] for one in rows] for name in names},
    }


def _check(found: Index, check: Check | None) -> int:
    return found.place((check.coders, check.outcome, check.wrong)) if check else -1


def article_groups(claims: Sequence[Claim], reprints: Mapping[str, str]) -> dict[str, int]:
    """Return for every article the number of its source: the report that it prints.

    `reprints` has the reports of articles that repeat another. Articles without a signature count
    by publisher; publishers that print the same long sentence copy one report, so they are one.
    """
    parent: dict[str, str] = {}

    def root(origin: str) -> str:
        while parent.setdefault(origin, origin) != origin:
            parent[origin] = origin = parent[parent[origin]]
        return origin

    origins = {
        claim.article: reprints.get(claim.article, origin_of(claim.source, claim.article))
        for claim in claims
    }
    first: dict[str, str] = {}
    for claim in claims:
        words = " ".join(claim.sentence.text.casefold().split())
        own = origins[claim.article]
        if len(words) >= COPIED and not claim.source.signature:
            parent[root(own)] = root(first.setdefault(words, own))
        else:
            root(own)
    numbers = Index()
    return {article: numbers.place(root(origins[article])) for article in sorted(origins)}


def copied_articles(claims: Sequence[Claim], reprints: Mapping[str, str]) -> dict[str, str]:
    """Return the report of each article that is not its only one here, the first among them."""
    reports = {claim.article: reprints.get(claim.article, claim.article) for claim in claims}
    printed = Counter(reports.values())
    return {article: report for article, report in reports.items() if printed[report] > 1}


def _how(claim: Claim) -> int:
    return STATUSES.index(claim.status.value) + DENIED * claim.denied


def _when(claim: Claim) -> str | int:
    """Return the date of the event as written, with its last day; 0 where it is not known."""
    if claim.when is None:
        return 0
    return claim.when.date + (f" – {claim.when.end}" if claim.when.end else "")


def marks(claim: Claim) -> list[int]:
    """Return start and end of subject, object and cue in the sentence, as JavaScript counts."""
    parts = (claim.subject, claim.object, claim.cue)
    return [number for part in parts for number in span_marks(claim.sentence, part)]


def span_marks(sentence: Span, part: Mention | Span | None) -> tuple[int, int]:
    """Return where the words stand in the sentence, as JavaScript counts; 0, 0 if they do not."""
    if part is None:
        return 0, 0
    return _inside(sentence, part, len if sentence.text.isascii() else _utf16)


def _inside(sentence: Span, part: Mention | Span, count: Callable[[str], int]) -> tuple[int, int]:
    if part.start is None or part.end is None:
        return 0, 0
    start, end = part.start - sentence.start, part.end - sentence.start
    if not 0 <= start < end <= len(sentence.text):
        return 0, 0
    return count(sentence.text[:start]), count(sentence.text[:end])


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

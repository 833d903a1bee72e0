"""GDELT 2's table of mentions: the articles in which its programs found each event."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from actorgraph.errors import BadRecord, DoubtfulInput
from actorgraph.loaders.coded.machine_coded import day_of_time
from actorgraph.loaders.drafts import Report
from actorgraph.ontology.claims import Claim, Source

# The columns of the codebook, version 2.0; the files have no header.
MENTIONS = tuple(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
    "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
    "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras".split()
)
WEB, DOI, KINDS = "1", ("3", "4"), "123456"  # what MentionIdentifier is, by MentionType
RESOLVER = "https://doi.org/"


class Mention(NamedTuple):
    """An article that mentions an event, and the percent that GDELT is sure of the event there."""

    article: str
    source: Source
    percent: int


class Mentions:
    """Mentions by event; about 0.7 KB each."""

    def __init__(self) -> None:
        self._by_event: dict[str, dict[str, Mention]] = {}
        self._used: set[str] = set()

    def read(self, text: Iterable[str], path: str, report: Report) -> None:
        """Take in a file; `report` is told of rows that are no mentions."""
        left: Counter[str] = Counter()
        rows = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            try:
                if row:
                    self._add(row, left)
            except ValueError as error:
                report(BadRecord(path, f"line {rows.line_num}", str(error)))
        for reason, count in left.most_common():
            report(DoubtfulInput(path, f"{count:,} mentions {reason}"))

    def _add(self, row: list[str], left: Counter[str]) -> None:
        if len(row) < len(MENTIONS) - 1:  # the last column is kept for later use, and may lack
            message = f"has {len(row)} columns, and GDELT's mentions have {len(MENTIONS)}"
            raise ValueError(message)
        cells = dict(zip(MENTIONS, row, strict=False))
        identifier = cells["MentionIdentifier"].strip()
        if not identifier:
            left["name no article"] += 1
            return
        mention = _mention(cells, identifier)
        articles = self._by_event.setdefault(cells["GLOBALEVENTID"], {})
        known = articles.get(mention.article)
        if known is None or known.percent < mention.percent:
            articles[mention.article] = mention

    def claims(self, event: str, claim: Claim) -> Iterator[Claim]:
        """Yield the claim of an event for each article that mentions it.

        Without a mention of the article that the event itself names, that one comes first.
        """
        articles = self._by_event.get(event, {})
        self._used.add(event)
        if claim.article not in articles:
            yield claim
        for mention in articles.values():
            confidence = round(claim.confidence * mention.percent / 100, 4)
            yield replace(
                claim, article=mention.article, source=mention.source, confidence=confidence
            )

    def unused(self) -> int:
        """Return how many mentions are of events that did not come."""
        return sum(
            len(articles) for event, articles in self._by_event.items() if event not in self._used
        )


def _mention(cells: dict[str, str], identifier: str) -> Mention:
    kind, percent = cells["MentionType"], cells["Confidence"]
    if kind not in KINDS or not kind:
        message = f"MentionType is {kind!r}, not 1 to 6"
        raise ValueError(message)
    if not percent.isdigit() or int(percent) > 100:
        message = f"Confidence is {percent!r}, not 0 to 100 percent"
        raise ValueError(message)
    url = identifier if kind == WEB else f"{RESOLVER}{identifier}" if kind in DOI else None
    source = Source(
        title="" if url else identifier,
        publisher=cells["MentionSourceName"].strip() or None,
        published=day_of_time(cells["MentionTimeDate"]),
        url=url,
    )
    return Mention(url or identifier, source, int(percent))

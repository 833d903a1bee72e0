"""Which articles are one report: near-duplicates by their signatures, whoever printed them.

Two articles are alike where their signatures say so; a report is what chains of like articles hold
together. So it follows from the set of articles alone, in whatever order they came. Its id is that
of the article that was published first (of several, the first id in the alphabet).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from actorgraph.ontology.signatures import VALUES, shingles_and_values

# Set on the pairs of benchmarks/duplicates.md. Reprints that were cut have most of their words in
# the longer one, but are not very like it: for them less will do, if nearly all is contained.
ALIKE = 0.4  # Jaccard similarity of the shingles
CONTAINED, ALIKE_IF_CONTAINED = 0.8, 0.25  # share of the shorter one's shingles

BAND = 2  # values that have to be the same for two articles to be compared at all
BANDS = VALUES // BAND
CHANCE = 1 / 256  # that two bytes are the same
AT_ONCE = 500  # articles
UNSORTED = 8_192  # articles that are sorted again for each batch, until they are put to the others

Rows = npt.NDArray[np.int32]


class Signed(NamedTuple):
    """What of an article tells its report; `published` is an ISO date or time, or None."""

    id: str
    published: str | None
    signature: str


class Reports:
    """The articles that have a signature, and the report of each; about 0.7 KB an article."""

    def __init__(self, articles: Iterable[Signed] = ()) -> None:
        self._articles: list[Signed] = []
        self._row: dict[str, int] = {}
        self._twins: dict[str, int] = {}  # one row of each signature, for texts that are the same
        self._values = np.zeros((AT_ONCE, VALUES), np.uint8)
        self._shingles = np.zeros(AT_ONCE, np.int64)
        self._group = np.full(AT_ONCE, -1, np.int32)  # -1: it was taken out
        self._members: dict[int, list[int]] = {}
        self._head: dict[int, int] = {}  # of a group, the row that was published first
        self._searched: list[int] = []  # rows that came since the last sorting
        self._sorted = np.zeros((BANDS, 0), np.uint16), np.zeros((BANDS, 0), np.int32)
        self._before: dict[str, str | None] = {}
        self.change(put=articles)

    @classmethod
    def known(cls, articles: Iterable[tuple[Signed, str]]) -> Self:
        """Return articles whose reports are known, without comparing them again."""
        reports, first = cls(), dict[str, int]()
        for article, report in articles:
            row = reports._append(article)
            if reports._twins.setdefault(article.signature, row) == row:
                reports._searched.append(row)
            reports._join(row, first.setdefault(report, row))
        reports._sort()
        return reports

    def __len__(self) -> int:
        return len(self._row)

    def __getitem__(self, article: str) -> str:
        """Return the report's id; raises KeyError for an article without a signature."""
        return self._report(self._row[article])

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield each article with its report."""
        for article, row in self._row.items():
            yield article, self._report(row)

    def change(
        self, *, put: Iterable[Signed] = (), drop: Iterable[str] = ()
    ) -> tuple[dict[str, tuple[str | None, str]], bool]:
        """Put articles in, or others of the same ids in their place, and take some out.

        Returns the articles whose report is another now, with the old (None for a new article) and
        the new one, and whether a report may have come apart; where none has, each old one has
        become part of one other as a whole.
        """
        self._before = {}
        new = {one.id: one for one in put if self._unlike(one)}
        gone = {*drop, *new} & self._row.keys()
        left = self._take_out(gone)
        apart = bool(left)
        for some in _chunks([*left, *new.values()]):
            self._add(some)
        rows = ((article, self._row.get(article)) for article in self._before)
        now = {article: self._report(row) for article, row in rows if row is not None}
        before = self._before
        return {one: (before[one], now[one]) for one in now if before[one] != now[one]}, apart

    def _unlike(self, article: Signed) -> bool:
        row = self._row.get(article.id)
        return row is None or self._articles[row] != article

    def _report(self, row: int) -> str:
        return self._articles[self._head[int(self._group[row])]].id

    def _take_out(self, articles: Iterable[str]) -> list[Signed]:
        """Take the articles out; return those that were one report with them, out as well."""
        groups = {int(self._group[self._row[article]]) for article in articles}
        rows = [row for group in groups for row in self._members[group]]
        for row in rows:
            one = self._articles[row]
            self._before[one.id] = self._report(row)
        for group in groups:
            del self._members[group], self._head[group]
        for row in rows:
            self._group[row] = -1
            self._twins.pop(self._articles[row].signature, None)
            del self._row[self._articles[row].id]
        gone = set(articles)
        return [self._articles[row] for row in rows if self._articles[row].id not in gone]

    def _add(self, articles: list[Signed]) -> None:
        new: list[int] = []
        for one in articles:
            row = self._append(one)
            if one.signature in self._twins:
                self._join(row, self._twins[one.signature])
            else:
                self._twins[one.signature] = row
                new.append(row)
        self._searched += new
        for left, right in self._candidates(np.array(new, np.int32)):
            alike = self._alike(left, right)
            for one, other in zip(left[alike].tolist(), right[alike].tolist(), strict=True):
                self._join(one, other)
        if len(self._searched) > UNSORTED:
            self._sort()

    def _append(self, article: Signed) -> int:
        row = len(self._articles)
        if row == len(self._group):
            self._values = np.concatenate([self._values, np.zeros_like(self._values)])
            self._shingles = np.concatenate([self._shingles, np.zeros_like(self._shingles)])
            self._group = np.concatenate([self._group, np.full_like(self._group, -1)])
        self._articles.append(article)
        self._shingles[row], self._values[row] = shingles_and_values(article.signature)
        self._group[row], self._members[row], self._head[row] = row, [row], row
        self._row[article.id] = row
        self._before.setdefault(article.id, None)
        return row

    def _candidates(self, new: Rows) -> Iterator[tuple[Rows, Rows]]:
        """Yield, band by band, pairs of a new row and another that are not one report yet."""
        late = np.array(self._searched, np.int32)
        wanted, keys = self._keys(new), self._keys(late)
        for band in range(BANDS):
            order = np.argsort(keys[band], kind="stable")
            for known, rows in (
                (self._sorted[0][band], self._sorted[1][band]),
                (keys[band][order], late[order]),
            ):
                first = np.searchsorted(known, wanted[band], "left")
                count = np.searchsorted(known, wanted[band], "right") - first
                left = np.repeat(new, count)
                steps = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
                right = rows[np.repeat(first, count) + steps]
                kept = (left > right) & (self._group[right] >= 0)
                kept &= self._group[left] != self._group[right]
                if kept.any():
                    yield left[kept], right[kept]

    def _keys(self, rows: Rows) -> npt.NDArray[np.uint16]:
        return np.ascontiguousarray(self._values[rows].view(np.uint16).T)

    def _alike(self, left: Rows, right: Rows) -> npt.NDArray[np.bool_]:
        same = np.count_nonzero(self._values[left] == self._values[right], axis=1)
        one, other = self._shingles[left], self._shingles[right]
        return alike(same, one, other)

    def _join(self, one: int, other: int) -> None:
        """Let the groups of two rows be one: the smaller becomes part of the larger."""
        groups = {int(self._group[one]), int(self._group[other])}
        if len(groups) == 1:
            return
        small, large = sorted(groups, key=lambda group: len(self._members[group]))
        first = min(self._head[small], self._head[large], key=self._age)
        for group in groups:
            if self._head[group] != first:
                for row in self._members[group]:
                    self._before.setdefault(self._articles[row].id, self._report(row))
        self._group[self._members[small]] = large
        self._members[large] += self._members.pop(small)
        del self._head[small]
        self._head[large] = first

    def _age(self, row: int) -> tuple[bool, str, str]:
        article = self._articles[row]
        return article.published is None, article.published or "", article.id

    def _sort(self) -> None:
        """Put the rows that came since to the others, in the order of their keys."""
        rows = np.array([*self._sorted[1][0], *self._searched], np.int32)
        rows = rows[self._group[rows] >= 0]
        keys, order = self._keys(rows), np.zeros((BANDS, len(rows)), np.int32)
        for band in range(BANDS):
            places = np.argsort(keys[band], kind="stable")
            keys[band], order[band] = keys[band][places], rows[places]
        self._sorted, self._searched = (keys, order), []


def alike(
    same: npt.NDArray[np.int64], one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return which pairs are one report: values that are the same, and shingles of either."""
    similarity = np.maximum((same / VALUES - CHANCE) / (1 - CHANCE), 0)
    shared = similarity * (one + other) / (1 + similarity)
    contained = shared / np.minimum(one, other)
    partly = (similarity >= ALIKE_IF_CONTAINED) & (contained >= CONTAINED)
    enough: npt.NDArray[np.bool_] = (similarity >= ALIKE) | partly
    return enough


def reprints_of(articles: Iterable[Signed]) -> Mapping[str, str]:
    """Return the report of each article that is not the first of its report."""
    reports = Reports(articles)
    return {article: report for article, report in reports.items() if report != article}


def _chunks(articles: list[Signed]) -> Iterator[list[Signed]]:
    for at in range(0, len(articles), AT_ONCE):
        yield articles[at : at + AT_ONCE]

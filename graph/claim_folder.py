"""A folder of claims in shards: who wrote which is in its plan, and what is done in its records.

plan.json             the extractor, and the names of the shards in the order of the articles
claims/NAME.parquet   the claims of a shard
articles/NAME.parquet its articles, those without a claim too
done/NAME.json        its record, written last: a shard without one is not finished
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from actorgraph.errors import InputError, UnreadableFile
from actorgraph.graph.claim_parquet import arrow, read_table
from actorgraph.graph.signed import SignedArticles
from actorgraph.ontology.claims import Claim, Extractor
from actorgraph.storage import Place, files_below, is_storage, place_of

PLAN = "plan.json"
CLAIMS, ARTICLES, DONE = "claims", "articles", "done"
ARTICLE_COLUMNS = (
    "id", "title", "url", "publisher", "published", "fingerprint", "signature", "characters",
    "claims",
)  # fmt: skip
FORMAT = 1

Report = Callable[[InputError], None]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which shards make up the folder, in order, who reads them, and how large each should be.

    The size is kept, so that input that grows leaves the shards before as they are.
    """

    extractor: Extractor
    size: int  # bytes of input
    shards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimFolder:
    """Where the files of a folder of claims are."""

    place: Place

    def plan(self) -> Plan | None:
        """Return the plan, or None where there is none; raises UnreadableFile for a damaged one."""
        path = self.place / PLAN
        if not path.info().is_file:
            return None
        try:
            said = json.loads(path.read())
            extractor = Extractor(**said["extractor"])
            return Plan(extractor=extractor, size=said["size"], shards=tuple(said["shards"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableFile(path.path, f"is no plan of shards ({error})") from error

    def write_plan(self, plan: Plan) -> None:
        """Write the plan."""
        said = {
            "format": FORMAT,
            "extractor": {name: getattr(plan.extractor, name) for name in Extractor.__slots__},
            "size": plan.size,
            "shards": plan.shards,
        }
        (self.place / PLAN).write(json.dumps(said, indent=1).encode())

    def claims(self, shard: str) -> Place:
        """Return where the claims of a shard are."""
        return self.place / CLAIMS / f"{shard}.parquet"

    def articles(self, shard: str) -> Place:
        """Return where its articles are."""
        return self.place / ARTICLES / f"{shard}.parquet"

    def done(self, shard: str) -> Place:
        """Return where its record is."""
        return self.place / DONE / f"{shard}.json"

    def record(self, shard: str) -> Record | None:
        """Return the record of a finished shard, or None; a damaged one counts as none."""
        place = self.done(shard)
        if not place.info().is_file:
            return None
        try:
            said = json.loads(place.read())
        except ValueError:
            return None
        return said if isinstance(said, dict) else None

    def remove(self, shard: str) -> None:
        """Take a shard away, its record first: what is left is then not finished."""
        for place in (self.done(shard), self.claims(shard), self.articles(shard)):
            place.remove()


def is_claim_folder(path: str) -> bool:
    """Whether this is a folder of claims in shards."""
    if not is_storage(path):
        return (Path(path) / PLAN).is_file() and (Path(path) / CLAIMS).is_dir()
    try:
        return (place_of(path) / PLAN).info().is_file
    except OSError:  # whoever reads it as articles will say why it cannot be reached
        return False


def folder_claims(path: str, report: Report) -> Iterator[Claim]:
    """Yield the claims of a folder in the order of the articles, each article once.

    An article that came in several shards is taken from the first, as from files read in one go.
    A shard that is not finished is reported, and the others go on.
    """
    shards = finished(path, report)
    first = first_shards(ClaimFolder(place_of(path)), shards)
    yield from shard_claims(path, dict(enumerate(shards)), first, report)


def first_shards(folder: ClaimFolder, shards: list[str]) -> dict[str, int]:
    """Return, of each article that is in several shards, the number of the first."""
    return {one.article: one.first for one in repeats(folder, shards)}


def shard_claims(
    path: str, shards: Mapping[int, str], first: Mapping[str, int], report: Report
) -> Iterator[Claim]:
    """Yield the claims of some shards; `first` says in which repeated articles count."""
    folder = ClaimFolder(place_of(path))
    for number, shard in shards.items():
        name = f"{path.rstrip('/')}/{CLAIMS}/{shard}"
        try:
            for claim in read_table(folder.claims(shard), name, report):
                if first.get(claim.article, number) == number:
                    yield claim
        except UnreadableFile as error:
            report(error)


def finished(path: str, report: Report) -> list[str]:
    """Return the names of the finished shards; the others are reported. Raises UnreadableFile."""
    folder = ClaimFolder(place_of(path))
    plan = folder.plan()
    if plan is None:
        raise UnreadableFile(path, f"has no {PLAN}; make it with 'actorgraph extract … --out'")
    there = [shard for shard in plan.shards if folder.done(shard).info().is_file]
    if lacking := len(plan.shards) - len(there):
        reason = f"{lacking} of {len(plan.shards)} shards are not finished"
        report(UnreadableFile(path, f"{reason}; run the same 'actorgraph extract' again"))
    return there


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An article that is in several shards: where it is first, where again, with which text."""

    article: str
    first: int
    again: int
    same: bool


def repeats(folder: ClaimFolder, shards: list[str]) -> Iterator[Repeat]:
    """Yield the articles that are in more than one of the shards.

    Of every article 8 bytes are held, and more of those alone that come again.
    """
    import numpy as np  # noqa: PLC0415  (only folders need it)

    keys = [np.array([_key(article) for article, _ in _articles(folder, s)], "u8") for s in shards]
    every = np.sort(np.concatenate([*keys, np.zeros(0, "u8")]))
    several = set(every[1:][every[1:] == every[:-1]].tolist())
    first: dict[str, tuple[int, str]] = {}
    for number, shard in enumerate(shards):
        if several.isdisjoint(keys[number].tolist()):
            continue
        for article, text in _articles(folder, shard):
            if _key(article) in several:
                at, before = first.setdefault(article, (number, text))
                if at != number:
                    yield Repeat(article=article, first=at, again=number, same=text == before)


def shard_reprints(folder: ClaimFolder, shards: list[str]) -> Mapping[str, str]:
    """Return the report of each article of the shards that repeats an earlier one."""
    articles = SignedArticles()
    for shard in shards:
        for id_, published, signature in _columns(folder, shard, "id", "published", "signature"):
            articles.note_article(id_, published, signature)
    return articles.reprints()


def _articles(folder: ClaimFolder, shard: str) -> Iterator[tuple[str, str]]:
    return _columns(folder, shard, "id", "fingerprint")


def _columns(folder: ClaimFolder, shard: str, *names: str) -> Iterator[tuple[Any, ...]]:
    place = folder.articles(shard)
    with place.system.open_input_file(place.path) as file:
        columns = arrow().parquet.read_table(file, columns=list(names)).to_pydict()
    return zip(*(columns[name] for name in names), strict=True)


def _key(article: str) -> int:
    return int.from_bytes(blake2b(article.encode(), digest_size=8).digest(), "little")


def size_of(path: str) -> int:
    """Return how many bytes of claims a folder holds."""
    folder = ClaimFolder(place_of(path)).place / CLAIMS
    return sum(info.size or 0 for info in files_below(folder))

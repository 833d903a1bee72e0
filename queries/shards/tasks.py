"""What the shards of an extraction are, and what comes of each: values that go to any machine."""

import hashlib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from actorgraph.errors import InputError
from actorgraph.loaders.input_units import InputUnit
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.ontology.claims import Extractor

LEAST, MOST = 256 << 10, 64 << 20  # bytes of input: from some ten articles to ten thousands
MANY = 1000  # shards that a corpus is cut into, where they are between the two
MOST_DEATHS = 10  # of workers over one shard, until it is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every worker needs to know: how to read, who they have to be, and where to write.

    With `reprints` claims get the signatures of their articles.
    """

    settings: ReaderSettings
    web: WebSettings
    extractor: Extractor
    out: str
    reprints: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Units of input that are read together; `name` is another one when anything of it changes."""

    name: str
    units: tuple[InputUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A shard to read; after `deaths` of workers over it, without the articles in `skip`.

    `suspect` is the article that the last of them was at.
    """

    shard: Shard
    deaths: int = 0
    skip: tuple[str, ...] = ()
    suspect: str = ""

    def again(self, article: str) -> "Task":
        """Return the task after a worker died over it, at this article where that is known.

        Machines are lost for other reasons too: only who dies of an article twice leaves it out.
        """
        once_more = replace(self, deaths=self.deaths + 1, suspect=article)
        if article and article == self.suspect:
            return replace(once_more, skip=(*self.skip, article))
        return once_more


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a shard; `fault` says why there is nothing of it, "" where it is written."""

    shard: str
    articles: int = 0
    claims: int = 0
    reports: tuple[InputError, ...] = ()
    fault: str = ""


def shard_size(units: Iterable[InputUnit]) -> int:
    """Return how many bytes of input a shard should have: a worker lost should cost little."""
    return max(LEAST, min(MOST, sum(unit.size for unit in units) // MANY))


def shards_of(units: Iterable[InputUnit], reading: Hashable, *, size: int) -> Iterator[Shard]:
    """Yield shards of units that stand next to each other, of at least `size` bytes each.

    `reading` is whatever else the claims of a unit follow from.
    """
    number, some, bytes_ = 0, list[InputUnit](), 0
    for unit in units:
        some.append(unit)
        bytes_ += unit.size
        if bytes_ >= size:
            yield _shard(number, some, reading)
            number, some, bytes_ = number + 1, [], 0
    if some:
        yield _shard(number, some, reading)


def _shard(number: int, units: list[InputUnit], reading: Hashable) -> Shard:
    content = repr((reading, [unit.key for unit in units]))
    digest = hashlib.sha256(content.encode(errors="surrogateescape")).hexdigest()[:12]
    return Shard(name=f"{number:06d}-{digest}", units=tuple(units))

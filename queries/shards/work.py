"""What a worker does with a shard: read its articles, and write claims, articles and record."""

import json
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from time import process_time

from actorgraph.counters import COUNTERS
from actorgraph.errors import ActorGraphError, InputError, UnreadableFile, UsageError
from actorgraph.graph.claim_folder import ARTICLE_COLUMNS, ClaimFolder
from actorgraph.graph.claim_parquet import Row, write_claim_table, write_table
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.reading import read_units
from actorgraph.loaders.workers import claims_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.signatures import signed
from actorgraph.queries.shards.records import record_of, write_note
from actorgraph.queries.shards.tasks import Done, Job, Task
from actorgraph.storage import place_of


class ShardReader:
    """Reads shards with one reader, which takes seconds to build, when the first one comes."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @cached_property
    def _folder(self) -> ClaimFolder:
        return ClaimFolder(place_of(self._job.out))

    @cached_property
    def _reader(self) -> ClaimReader:
        reader = self._job.settings.reader()
        if reader.extractor != self._job.extractor:
            message = (
                f"a worker reads as {reader.extractor}, and {self._job.extractor} is wanted: "
                "give all machines the same version of actorgraph and the same tables"
            )
            raise UsageError(message)
        return reader

    def read(self, task: Task) -> Done:
        """Read and write a shard; whatever is wrong with it is told, and ends no other shard.

        Raises UsageError where nothing can be read at all.
        """
        _ = self._folder, self._reader
        COUNTERS.taken()
        try:
            return self._read(task, process_time())
        except ActorGraphError as error:
            return Done(shard=task.shard.name, fault=str(error))
        except Exception as error:  # noqa: BLE001 - one shard must not end the reading of others
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
            return Done(shard=task.shard.name, fault=f"{type(error).__name__} at {where}: {error}")

    def _read(self, task: Task, start: float) -> Done:
        name, seen = task.shard.name, _Seen()
        articles = read_units(task.shard.units, on_error=seen.reports.append, web=self._job.web)
        if self._job.reprints:
            articles = signed(articles)
        if task.deaths:
            articles = self._carefully(articles, task, seen)
        read = claims_of(seen.noted(articles), lambda: self._reader, report=seen.reports.append)
        with COUNTERS.stage("write"):
            claims = write_claim_table(seen.claims(read), self._folder.claims(name))
            write_table(seen.articles, ARTICLE_COLUMNS, self._folder.articles(name))
        done = Done(
            shard=name, articles=len(seen.articles), claims=claims, reports=tuple(seen.reports)
        )
        COUNTERS.seconds["processor"] = process_time() - start
        said = record_of(done, [unit.path for unit in task.shard.units], COUNTERS.taken())
        self._folder.done(name).write(json.dumps(said, indent=1).encode())
        return done

    def _carefully(
        self, articles: Iterable[Article], task: Task, seen: "_Seen"
    ) -> Iterator[Article]:
        """Note each article before it is read, so that the one that kills a worker is known."""
        for article in articles:
            if article.id in task.skip:
                seen.note(article)
                reason = "the process that read it ended each time; it may need too much memory"
                seen.reports.append(UnreadableFile(article.id, reason))
            else:
                write_note(self._folder, task.shard.name, article.id)
                yield article


@dataclass(slots=True)
class _Seen:
    """The articles of a shard as they go by, and what is reported of them."""

    reports: list[InputError] = field(default_factory=list)
    articles: list[Row] = field(default_factory=list)

    def note(self, article: Article) -> None:
        """Take down an article that nobody has read yet."""
        self.articles.append(
            {
                "id": article.id, "title": article.title, "url": article.url,
                "publisher": article.publisher, "published": article.published,
                "fingerprint": article.fingerprint, "signature": article.signature,
                "characters": len(article.text), "claims": None,
            }
        )  # fmt: skip

    def noted(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Take down each article, and pass it on."""
        for article in articles:
            self.note(article)
            yield article

    def claims(self, read: Iterable[tuple[Article, Sequence[Claim]]]) -> Iterator[Claim]:
        """Yield the claims of the articles, the last of which was just taken down."""
        for _, found in read:
            self.articles[-1]["claims"] = len(found)
            yield from found

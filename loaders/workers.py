"""Reading articles in several processes: the same results in the same order, in less time.

Each worker builds its own reader once, from a plain description of it. Articles are handed out a
few at a time and their results come back in the order of the articles, so that memory does not grow
with the number of articles, and what is printed does not depend on the number of workers.
"""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from actorgraph.counters import COUNTERS
from actorgraph.errors import (
    ActorGraphError,
    DoubtfulInput,
    InputError,
    UnreadableFile,
    UsageError,
    WorkerLost,
)
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Statement

AHEAD = 4  # articles that wait for each worker; more would only take memory

T = TypeVar("T", Claim, Statement)
Report = Callable[[InputError], None]


Wanted = Callable[[ClaimReader, Article], list[T]]


class MakesReader(Protocol):
    """A description of a reader that can be sent to another process, such as a partial function."""

    def __call__(self) -> ClaimReader:
        """Build the reader."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of one article, in words that go from process to process as they are.

    `doubts` says what was left unread; `fault` why the article could not be read, "" where it was;
    `counted` what another process counted for it.
    """

    found: Sequence[T]
    doubts: tuple[str, ...] = ()
    fault: str = ""
    counted: Mapping[str, Any] | None = None


def claims_of(
    articles: Iterable[Article], make: MakesReader, *, report: Report, workers: int = 1
) -> Iterator[tuple[Article, Sequence[Claim]]]:
    """Yield each article with its claims, in the order of the articles.

    An article on which reading fails is reported with its id and yields nothing; the rest goes on.
    Raises UsageError where `workers` is below 1, WorkerLost where a process dies.
    """
    return _read_all(articles, make, _claims, report, _number(workers))


def statements_of(
    articles: Iterable[Article], make: MakesReader, *, report: Report, workers: int = 1
) -> Iterator[tuple[Article, Sequence[Statement]]]:
    """Yield each article with its statements; for the rest as `claims_of`."""
    return _read_all(articles, make, _statements, report, _number(workers))


def _number(workers: int) -> int:
    """Return the number, or refuse it before anything is read or opened."""
    if workers < 1:
        message = f"--workers {workers}: it takes at least one process to read"
        raise UsageError(message)
    return workers


def _claims(reader: ClaimReader, article: Article) -> list[Claim]:
    return reader.claims(article)


def _statements(reader: ClaimReader, article: Article) -> list[Statement]:
    return reader.statements(article)


def _read_all(
    articles: Iterable[Article],
    make: MakesReader,
    wanted: Wanted[T],
    report: Report,
    workers: int,
) -> Iterator[tuple[Article, Sequence[T]]]:
    articles = COUNTERS.timed("read", articles)
    outcomes = (
        _here(articles, _loaded(make), wanted)
        if workers == 1
        else _in_processes(articles, make, wanted, workers)
    )
    for article, outcome in outcomes:
        if outcome.counted:
            COUNTERS.take(outcome.counted)
        COUNTERS.add("failed" if outcome.fault else "articles")
        for doubt in outcome.doubts:
            report(DoubtfulInput(article.id, doubt))
        if outcome.fault:
            report(UnreadableFile(article.id, outcome.fault))
        else:
            COUNTERS.add(wanted.__name__.strip("_"), len(outcome.found))
            yield article, outcome.found


def _loaded(make: MakesReader) -> ClaimReader:
    with COUNTERS.stage("load"):
        return make()


def _here(
    articles: Iterable[Article], reader: ClaimReader, wanted: Wanted[T]
) -> Iterator[tuple[Article, Outcome[T]]]:
    return ((article, _read(reader, article, wanted)) for article in articles)


def _read(reader: ClaimReader, article: Article, wanted: Wanted[T]) -> Outcome[T]:
    doubts: list[str] = []
    reader.on_doubt = lambda doubt: doubts.append(doubt.reason)
    try:
        found = wanted(reader, article)
    except Exception as error:  # noqa: BLE001 - one article must not end the reading of all others
        fault = f"a defect of this package ended its reading ({type(error).__name__}: {error})"
        return Outcome((), tuple(doubts), fault)
    return Outcome(found, tuple(doubts))


def _in_processes(
    articles: Iterable[Article], make: MakesReader, wanted: Wanted[T], workers: int
) -> Iterator[tuple[Article, Outcome[T]]]:
    waiting: deque[tuple[Article, Future[Outcome[T] | None]]] = deque()
    source = iter(articles)
    with _pool(make, workers) as pool:
        while True:
            for article in islice(source, workers * AHEAD - len(waiting)):
                with _told_of_loss(waiting[0][0] if waiting else article), _ctrl_c_held_back():
                    waiting.append((article, pool.submit(_read_in_worker, article, wanted)))
            if not waiting:
                return
            article, future = waiting.popleft()
            with _told_of_loss(article), COUNTERS.stage("wait"):
                outcome = future.result()
            if outcome is None:
                make()  # raises what kept the worker from building its reader
                raise WorkerLost(article.id)
            yield article, outcome


@contextmanager
def _told_of_loss(article: Article) -> Iterator[None]:
    """Say in our own words that a process died, the oldest article not done being this one."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLost(article.id) from error


@contextmanager
def _pool(make: MakesReader, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Open the processes; where the reading ends early, they end in the middle of their articles.

    They are spawned, not forked: a fork would copy the locks of threads that it does not copy.
    """
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(make,),
    )
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let processes that begin now inherit that Ctrl-C is not for them; only the parent ends."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Worker:
    """The reader of this process; None where it could not be built."""

    reader: ClaimReader | None = None


def _start(make: MakesReader) -> None:
    with suppress(ActorGraphError):  # the parent finds out by building one itself
        _Worker.reader = make()


def _read_in_worker(article: Article, wanted: Wanted[T]) -> Outcome[T] | None:
    reader = _Worker.reader
    if reader is None:
        return None
    COUNTERS.taken()
    return replace(_read(reader, article, wanted), counted=COUNTERS.taken())

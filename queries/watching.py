"""Watching feeds: polling them, adding what is new, and leaving a failing one alone for longer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event
from time import monotonic

from actorgraph.errors import InputError, StoreError, UnreadableFile
from actorgraph.graph.readings import Reading
from actorgraph.graph.store import Store
from actorgraph.loaders.reading import read_articles
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.loaders.workers import MakesReader, claims_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.signatures import signed

LONGEST_PAUSE = 24 * 3600.0  # seconds; a feed that fails for long is still tried once a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What came of asking one feed; `failed` says why nothing did, or is ""."""

    feed: str
    articles: int = 0
    claims: int = 0
    failed: str = ""


class Watch:
    """Feeds and the graph that their articles go to.

    `opens` opens the graph, for each time that something is new: a local engine stops when idle,
    and need not run while nobody has news. An article whose id the graph has stays as it is, so
    that the summary in a feed never takes the place of a text.
    """

    def __init__(
        self,
        opens: Callable[[], AbstractContextManager[Store]],
        make: MakesReader,
        *,
        report: Callable[[InputError], None],
        web: WebSettings | None = None,
        stop: Event | None = None,
    ) -> None:
        self._opens, self._make, self._report, self._web = opens, make, report, web
        self._stop = stop or Event()
        self._seen: set[str] = set()

    def poll(self, feed: str) -> Poll:
        """Ask a feed, and add what is new; raises StoreError where the graph cannot be had."""
        failures: list[str] = []

        def report(error: InputError) -> None:
            if isinstance(error, UnreadableFile) and error.path == feed:
                failures.append(error.reason)
            else:
                self._report(error)

        found = signed(read_articles([feed], on_error=report, web=self._web))
        new = [article for article in self._until_stopped(found) if article.id not in self._seen]
        claims = 0
        if new:
            new, claims = self._added(new)
        return Poll(feed=feed, articles=len(new), claims=claims, failed="; ".join(failures))

    def _until_stopped(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            if self._stop.is_set():
                return
            yield article

    def _added(self, articles: Sequence[Article]) -> tuple[list[Article], int]:
        with self._opens() as store:
            known = store.known()
            new = [article for article in articles if article.id not in known]
            claims = 0
            if new:
                reader = self._make()
                read = claims_of(
                    self._until_stopped(new), lambda: reader, report=self._report, workers=1
                )
                claims = store.load(
                    (
                        Reading(article=article, claims=tuple(found), extractor=reader.extractor)
                        for article, found in read
                    ),
                    actors=reader.catalogue.actors,
                ).claims
        self._seen.update(article.id for article in articles)
        return new, claims


def watch(
    feeds: Sequence[str],
    poll: Callable[[str], Poll],
    *,
    every: float,
    stop: Event,
    tell: Callable[[Poll, float], object],
) -> None:
    """Poll each feed every so many seconds until `stop` is set.

    A feed that fails is asked after twice the pause, and after twice that again, up to a day.
    `tell` is given what came of each poll, and the seconds until the next of that feed.
    """
    due, fails = dict.fromkeys(feeds, 0.0), dict.fromkeys(feeds, 0)
    start = monotonic()
    while not stop.is_set():
        feed = min(due, key=lambda each: due[each])
        if stop.wait(max(0.0, due[feed] - (monotonic() - start))):
            return
        try:
            result = poll(feed)
        except StoreError as error:
            result = Poll(feed=feed, failed=str(error))
        fails[feed] = fails[feed] + 1 if result.failed else 0
        pause = min(every * 2 ** min(fails[feed], 20), max(LONGEST_PAUSE, every))
        due[feed] = monotonic() - start + pause
        tell(result, pause)


def seconds_of(words: str) -> float:
    """Return the seconds of "90s", "15m", "2h" or "1d"; raises ValueError for anything else."""
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    number, unit = words[:-1].strip(), words[-1:].lower()
    if unit not in units or not number.isdecimal() or not int(number):
        message = f"{words!r} is no time between polls; write 15m, 2h or 1d"
        raise ValueError(message)
    return float(int(number) * units[unit])

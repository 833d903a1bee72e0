"""Watching feeds: when each is asked again, and how the command begins and ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from actorgraph.errors import StoreUnreachable, UsageError
from actorgraph.queries.commands import watching
from actorgraph.queries.watching import Poll, seconds_of, watch

EMPTY = '<rss version="2.0"><channel><title>Own Wire</title></channel></rss>'


class Clock(Event):
    """An event with a time of its own: waiting takes none, and moves it on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        """Move the time on."""
        self.now += timeout or 0
        return self.is_set()


def paused(*outcomes: Any, every: float = 100) -> list[float]:
    """Return the pauses after these outcomes of polls of one feed: failures are words."""
    clock, told, coming = Clock(), [], iter(outcomes)

    def poll(feed: str) -> Poll:
        outcome = next(coming)
        if isinstance(outcome, Exception):
            raise outcome
        return Poll(feed=feed, failed=outcome)

    def tell(_result: Poll, pause: float) -> None:
        told.append(pause)
        if len(told) == len(outcomes):
            clock.set()

    watch(["a"], poll, every=every, stop=clock, tell=tell)
    return told


def test_a_failing_feed_is_left_alone_for_longer_each_time() -> None:
    assert paused("", "503", "503", "503", "", "503") == [100, 200, 400, 800, 100, 200]


def test_no_pause_is_longer_than_a_day() -> None:
    assert paused(*["503"] * 15)[-1] == 24 * 3600
    assert paused("503", every=10 * 24 * 3600) == [10 * 24 * 3600]


def test_a_graph_that_cannot_be_had_is_tried_again() -> None:
    assert paused(StoreUnreachable("bolt://x", "down", "start it"), "") == [200, 100]


def test_feeds_are_asked_in_turn_and_a_failing_one_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, asked = Clock(), []
    monkeypatch.setattr("actorgraph.queries.watching.monotonic", lambda: clock.now)

    def poll(feed: str) -> Poll:
        asked.append((feed, clock.now))
        if len(asked) == 5:
            clock.set()
        return Poll(feed=feed, failed="503" if feed == "bad" else "")

    watch(["bad", "good"], poll, every=100, stop=clock, tell=lambda *_: None)

    assert asked == [("bad", 0), ("good", 0), ("good", 100), ("bad", 200), ("good", 200)]


@pytest.mark.parametrize(
    ("words", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400)]
)
def test_times_between_polls(words: str, seconds: float) -> None:
    assert seconds_of(words) == seconds


@pytest.mark.parametrize("words", ["", "15", "m", "-5m", "0m", "1.5h", "x m"])
def test_what_is_no_time(words: str) -> None:
    with pytest.raises(ValueError, match="write 15m, 2h or 1d"):
        seconds_of(words)


def command(*words: str | Path, place: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {"ACTORGRAPH_CACHE": str(place), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "actorgraph", "watch", *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=place,
    )  # fmt: skip


def test_the_command_stops_cleanly(server: Any, tmp_path: Path) -> None:
    url = server.lay("/feed", EMPTY, content_type="application/rss+xml")
    running = command(url, "--allow-private", place=tmp_path)
    assert running.stderr is not None
    lines = [running.stderr.readline() for _ in range(2)]

    running.send_signal(signal.SIGINT)
    _, rest = running.communicate(timeout=60)

    assert "the feed has no entries at present" in lines[0]
    assert f"{url}: 0 new articles, 0 claims added" in lines[1]
    assert "stopped; what was read is in the graph" in rest
    assert running.returncode == 0
    assert not (tmp_path / "actorgraph.db").exists()  # no engine for no news


def test_once_tells_a_failing_feed_and_asks_the_others(server: Any, tmp_path: Path) -> None:
    url = server.lay("/feed", EMPTY)
    bad = f"{server.url}/gone"

    running = command(bad, url, "--once", "--allow-private", place=tmp_path)
    _, said = running.communicate(timeout=120)

    assert f"not read: {bad}: the server answers 404 Not Found" in said
    assert f"{url}: 0 new articles" in said
    assert running.returncode == 1


def test_too_often_is_refused() -> None:
    with pytest.raises(UsageError, match="too often to be polite; the shortest is 1m"):
        watching.watch(["https://example.org/feed"], every="5s")

"""Who reads the shards: a crew of workers, each at one shard; one that dies is replaced.

All crews do the same work, in work.py; they differ in where it is done.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from typing import Protocol

from actorgraph.queries.shards.tasks import MOST_DEATHS, Done, Job, Shard, Task
from actorgraph.queries.shards.work import ShardReader


class Crew(Protocol):
    """Workers by their places, 0 to `size` - 1."""

    size: int

    def give(self, place: int, task: Task) -> None:
        """Let the worker at this place begin with a task."""

    def next(self) -> tuple[int, Done | None]:
        """Wait for a worker, and return its place and what it did; None where it died.

        Another one then has its place.
        """

    def close(self) -> None:
        """Send all home, in the middle of their work too."""


Note = Callable[[str], str]
Lost = Callable[[str], None]


def read_shards(shards: Iterable[Shard], crew: Crew, note: Note, lost: Lost) -> Iterator[Done]:
    """Yield what came of each shard, in the order in which they are done.

    `note` takes the note of the article that a dead worker was at, by the shard's name; `lost` is
    told of its death.
    """
    waiting = deque(Task(shard=shard) for shard in shards)
    working: dict[int, Task] = {}
    free = list(range(crew.size))
    while waiting or working:
        while free and waiting:
            place, task = free.pop(), waiting.popleft()
            working[place] = task
            crew.give(place, task)
        place, done = crew.next()
        task = working.pop(place)
        free.append(place)
        if done is None:
            lost(task.shard.name)
            again = task.again(note(task.shard.name))
            if again.deaths < MOST_DEATHS:
                waiting.appendleft(again)
                continue
            done = Done(shard=task.shard.name, fault=f"{again.deaths} workers ended over it")
        elif task.deaths:
            note(task.shard.name)  # nobody is at it any longer
        yield done


class LocalCrew:
    """Processes of this machine, in a pool of one each, so that no death is another's."""

    def __init__(self, job: Job, size: int) -> None:
        self.size = size
        self._job = job
        self._others = set(multiprocessing.active_children())
        self._pools = [self._pool() for _ in range(size)]
        self._working: dict[Future[Done], int] = {}

    def give(self, place: int, task: Task) -> None:
        """Let a process begin with a task."""
        self._working[self._pools[place].submit(_read, task)] = place

    def next(self) -> tuple[int, Done | None]:
        """Wait for a process."""
        future = next(iter(wait(self._working, return_when=FIRST_COMPLETED).done))
        place = self._working.pop(future)
        try:
            return place, future.result()
        except BrokenProcessPool:
            self._pools[place].shutdown(wait=False)
            self._pools[place] = self._pool()
            return place, None

    def close(self) -> None:
        """End all processes."""
        for child in set(multiprocessing.active_children()) - self._others:
            child.terminate()
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork would copy the locks of threads that it does not copy.
        return ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), initializer=_start, initargs=(self._job,)
        )


class _Worker:
    """The reader of this process."""

    reader: ShardReader


def _start(job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.reader = ShardReader(job)


def _end_with_parent() -> None:
    """End where the parent was killed, and cannot tell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _read(task: Task) -> Done:
    return _Worker.reader.read(task)

"""Asking a server in a thread of its own, so that nobody waits forever where it never answers.

Neo4j looks at a transaction's time limit between rows, not within one expression, and gives no
answer at all where its reader runs out of stack. The driver would wait on.
"""

import threading
from collections.abc import Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class NoAnswer(Exception):
    """The next item did not come in time; the thread is left to itself, and ends with its item."""


class Waiting(Generic[T]):
    """An iterator that is worked off in another thread, one item for each that is asked for.

    `seconds` is how long to wait for an item; close it to end the thread.
    """

    def __init__(self, items: Generator[T, None, None], seconds: float) -> None:
        self._items, self._seconds = items, seconds
        self._asked: SimpleQueue[bool] = SimpleQueue()
        self._given: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        self._given_up = False
        self._thread = threading.Thread(target=self._work, name="query", daemon=True)
        self._thread.start()

    def __iter__(self) -> "Waiting[T]":
        return self

    def __next__(self) -> T:
        self._asked.put(True)  # noqa: FBT003  # whether to go on
        try:
            item, error = self._given.get(timeout=self._seconds)
        except Empty:
            self._given_up = True
            raise NoAnswer from None
        if error is not None:
            raise error
        return item  # type: ignore[return-value]  # there is one where there is no error

    def close(self) -> None:
        """Let the items go, and end the thread; it is waited for unless it hangs."""
        self._asked.put(False)  # noqa: FBT003
        if not self._given_up:
            self._thread.join(self._seconds)

    def _work(self) -> None:
        while self._asked.get():
            try:
                self._given.put((next(self._items), None))
            except BaseException as error:  # noqa: BLE001  # raised again where it is waited for
                self._given.put((None, error))
                return
        with suppress(Exception):  # the connection may be gone by now
            self._items.close()

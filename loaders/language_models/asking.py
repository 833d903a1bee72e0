"""Asking a language model about articles: several calls at once, answers in the articles' order.

What asks lives in an event loop in a thread of its own, a few articles ahead of who reads on.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, fields
from threading import Thread
from typing import Any, TypeVar

from actorgraph.errors import (
    ActorGraphError,
    DoubtfulInput,
    EndpointFailed,
    InputError,
    UnreadableFile,
)
from actorgraph.loaders.language_models.answer_cache import Answer, AnswerCache, Messages, key_of
from actorgraph.loaders.language_models.answered_article import AnsweredArticle
from actorgraph.loaders.language_models.answers import Malformed, Stated, read_answer
from actorgraph.loaders.language_models.budget import Budget, BudgetUsedUp, most_of
from actorgraph.loaders.language_models.chat import Chat, Passing, Refused
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.loaders.language_models.grounding import Grounded, ground
from actorgraph.loaders.language_models.passages import Passage, passages_of
from actorgraph.loaders.language_models.prompts import asked_again, messages_for
from actorgraph.loaders.language_models.retry_times import PATIENCE, pause_before
from actorgraph.ontology.articles import Article

AHEAD = 2  # articles that are asked about for each call that may be under way
FAILURES = 3  # questions one after another after which an endpoint is not asked any more
T = TypeVar("T")
Report = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What came of one passage: claims or reasons, and why it was not read, "" where it was."""

    claims: tuple[Grounded | Dropped, ...] = ()
    unread: str = ""


class Asker:
    """Asks one model about articles within one budget."""

    def __init__(
        self,
        budget: Budget,
        *,
        report: Report,
        concurrency: int = 4,
        cache: AnswerCache | None = None,
        dropped: Counter[Dropped] | None = None,
    ) -> None:
        self.budget, self.model = budget, budget.model
        self.closed = ""  # why no further question is asked
        self.dropped: Counter[Dropped] = Counter() if dropped is None else dropped
        self.stated = self.articles = self.unread = 0
        self._report, self._cache = report, cache or AnswerCache()
        self._concurrency = concurrency
        self._failed = 0  # questions one after another
        self._fatal: ActorGraphError | None = None  # what keeps all questions from being answered
        self._chat = Chat(self.model)
        self._places = asyncio.Semaphore(concurrency)
        self._turn = asyncio.Lock()
        self._not_before = 0.0  # loop time, asked for by the endpoint

    def answered(self, articles: Iterable[Article]) -> Iterator[AnsweredArticle]:
        """Yield the articles with what the model states of them, in their order.

        One that the model did not read, wholly or in part, is reported: wholly as UnreadableFile
        (it can be tried again), in part as DoubtfulInput. Raises KeyRefused, UnknownModel or
        EndpointFailed where nothing can be asked at all.
        """
        waiting: deque[tuple[Article, Future[list[_Heard]]]] = deque()
        with _event_loop(self._chat.close) as submit:
            for article in articles:
                waiting.append((article, submit(self._hear(article))))
                if len(waiting) > self._concurrency * AHEAD:
                    yield from self._finished(*waiting.popleft())
            while waiting:
                yield from self._finished(*waiting.popleft())

    def _finished(
        self, article: Article, future: "Future[list[_Heard]]"
    ) -> Iterator[AnsweredArticle]:
        try:
            heard = future.result()
        except (_Unasked, ActorGraphError) as error:
            if self._fatal and not self.articles:
                raise self._fatal from None
            self.unread += 1
            self._report(UnreadableFile(article.id, str(error)))
            return
        self.articles += 1
        for reason in (one.unread for one in heard if one.unread):
            self._report(DoubtfulInput(article.id, reason))
        claims: dict[Grounded, None] = {}
        for one in (claim for part in heard for claim in part.claims):
            self.stated += 1
            if isinstance(one, Dropped):
                self.dropped[one] += 1
            elif one in claims:
                self.dropped[Dropped.REPEATED] += 1
            else:
                claims[one] = None
        given = {f.name: getattr(article, f.name) for f in fields(Article)}
        yield AnsweredArticle(**given, stated=tuple(claims))

    # -- below runs in the event loop -------------------------------------------------------------

    async def _hear(self, article: Article) -> list[_Heard]:
        """Ask about all passages of an article; raises what keeps any of them from being asked."""
        passages = passages_of(article, self.model.passage)
        heard = await asyncio.gather(
            *(self._passage(article, one) for one in passages), return_exceptions=True
        )
        for error in (one for one in heard if isinstance(one, BaseException)):
            raise error
        return [part for one in heard if not isinstance(one, BaseException) for part in one]

    async def _passage(self, article: Article, passage: Passage) -> list[_Heard]:
        """Return what the model states of a passage; one that is too long is asked in halves."""
        messages = messages_for(article, passage)
        key = key_of(self.model.model, messages, self.model.answer_tokens)
        try:
            answer = self._cache.get(key)
            if answer is None:
                answer = await self._answer(messages, key)
            else:
                self.budget.cached += 1
            if answer.refused:
                return [_unread(passage, "the model refused to answer")]
            if answer.finish != "length":
                return [_heard(article, passage, read_answer(answer.content))]
        except Malformed as error:
            return [_unread(passage, f"its answer could not be used, asked twice: {error}")]
        except Refused as error:
            if not error.too_long:
                return [_unread(passage, error.reason)]
        parts = [await self._passage(article, half) for half in passage.halves()]
        too_long = _unread(passage, "the answer, or the passage, is too long for the model")
        return [one for part in parts for one in part] or [too_long]

    async def _answer(self, messages: Messages, key: str) -> Answer:
        """Ask, once more where the answer cannot be read, and keep what can be used again."""
        async with self._places:
            answer = await self._patiently(messages)
            try:
                _expect_usable(answer)
            except Malformed as error:
                answer = await self._patiently(asked_again(messages, answer.content, error))
                _expect_usable(answer)
        self._cache.put(key, answer)
        return answer

    async def _patiently(self, messages: Messages) -> Answer:
        """Ask until there is an answer, as often as the settings allow; raises _Unasked."""
        attempt = 1
        while True:
            try:
                answer = await self._once(messages)
            except Passing as error:
                await asyncio.sleep(self._pause(error, attempt))
                attempt += 1
            except ActorGraphError as error:
                self._close(error)
                raise
            else:
                self._failed = 0
                return answer

    def _pause(self, error: Passing, attempt: int) -> float:
        """Return the seconds until the next attempt; raises what ends them."""
        pause = pause_before(attempt, error.wait)
        if pause > PATIENCE:
            reason = f"{error.reason}; it asks to wait for {pause:,.0f} s"
            failed = EndpointFailed(self.model.endpoint, reason)
            self._close(failed)
            raise failed from error
        if attempt >= self.model.attempts:
            reason = f"{self.model.endpoint} failed {attempt} times: {error.reason}"
            self._failed += 1
            if self._failed >= FAILURES:
                self.closed = (
                    f"{reason}; so did {FAILURES - 1} questions before, and no more are asked"
                )
            raise _Unasked(reason) from error
        if error.wait is not None:  # for all questions
            now = asyncio.get_running_loop().time()
            self._not_before = max(self._not_before, now + pause)
        return pause

    def _close(self, error: ActorGraphError) -> None:
        """Ask no further: the next question would end so too."""
        self._fatal = self._fatal or error
        self.closed = self.closed or str(error)

    async def _once(self, messages: Messages) -> Answer:
        most = most_of(messages, self.model.answer_tokens)
        async with self._turn:  # in the order of the articles, as far as the budget goes
            await self._wait_as_asked()
            if self.closed:
                raise _Unasked(self.closed)
            try:
                await self.budget.set_aside(most)
            except BudgetUsedUp as error:
                self.closed = f"the budget is used up: {error.needs}"
                raise _Unasked(self.closed) from error
        took = None
        lost = False
        try:
            answer = await self._chat.ask(messages)
            took = answer.took
        except Passing as error:
            took, lost = (most, True) if error.sent else (None, False)
            raise
        finally:
            await self.budget.settle(most, took, lost=lost)
        return answer

    async def _wait_as_asked(self) -> None:
        loop = asyncio.get_running_loop()
        while (pause := self._not_before - loop.time()) > 0:  # noqa: ASYNC110 - it may be put off
            await asyncio.sleep(pause)


class _Unasked(Exception):
    """Why an article was not asked about, or got no answer."""


def _expect_usable(answer: Answer) -> None:
    """Raise Malformed for an answer that came to its end and cannot be read."""
    if answer.finish != "length" and not answer.refused:
        read_answer(answer.content)


def _heard(article: Article, passage: Passage, stated: Iterable[Stated | Dropped]) -> _Heard:
    within = (passage.start, passage.end)
    return _Heard(
        tuple(
            ground(one, article.text, within) if isinstance(one, Stated) else one for one in stated
        )
    )


def _unread(passage: Passage, reason: str) -> _Heard:
    size = passage.end - passage.start
    return _Heard(unread=f"a passage of {size:,} characters was not read by the model: {reason}")


@contextmanager
def _event_loop(
    close: Callable[[], Coroutine[Any, Any, None]],
) -> Iterator[Callable[[Coroutine[Any, Any, T]], "Future[T]"]]:
    """Run an event loop in a thread, and give what hands work to it; at the end all of it stops."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="language model", daemon=True)
    thread.start()
    try:
        yield lambda work: asyncio.run_coroutine_threadsafe(work, loop)
    finally:
        asyncio.run_coroutine_threadsafe(_stopped(close), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stopped(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Cancel all that is under way, and wait until it is."""
    work = asyncio.all_tasks() - {asyncio.current_task()}
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)
    await close()

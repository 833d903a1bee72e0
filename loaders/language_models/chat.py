"""One call of an endpoint that speaks OpenAI's protocol, and what its answer, or failure, means."""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

import httpx

from actorgraph.errors import EndpointFailed, KeyRefused, UnknownModel
from actorgraph.loaders.language_models.answer_cache import Answer, Messages
from actorgraph.loaders.language_models.budget import Tokens, most_of
from actorgraph.loaders.language_models.dialect import Dialect
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.loaders.language_models.retry_times import asked_to_wait

CONNECT = 10  # seconds
MOST_BYTES = 8 << 20  # of an answer
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
TOO_LONG = re.compile(
    r"context.{0,20}(length|window|size)|too (long|large|many tokens)|max\w* context",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\u1fff\u2010-\u2027\u2030-\uffff]+")


class Passing(Exception):
    """A failure that may be over soon; `wait` are the seconds the endpoint asks for, if it does.

    `sent` says that the question went out, so that it may have been counted.
    """

    def __init__(self, reason: str, *, wait: float | None = None, sent: bool = False) -> None:
        self.reason, self.wait, self.sent = reason, wait, sent
        super().__init__(reason)


class Refused(Exception):
    """The endpoint does not take this question; `too_long` where a shorter one would do."""

    def __init__(self, reason: str, *, too_long: bool = False) -> None:
        self.reason, self.too_long = reason, too_long
        super().__init__(reason)


class Chat:
    """Speaks with one endpoint, in one event loop. Follows no redirect: text goes nowhere else."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self._dialect = Dialect()
        self._worked = False  # whether the endpoint has answered at all
        headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(model.timeout, connect=CONNECT, pool=None),
            limits=httpx.Limits(max_connections=None),
            trust_env=not model.is_local,  # a proxy of the environment is not for this machine
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def ask(self, messages: Messages) -> Answer:
        """Return the answer to messages.

        Raises Passing where it can be tried again, Refused where this question is not taken, and
        KeyRefused, UnknownModel or EndpointFailed where no question would be.
        """
        while True:
            dialect = self._dialect
            status, headers, body = await self._post(dialect.request(self.model, messages))
            if status < 300:
                answer = self._answer(body, messages)
                self._worked = True
                return answer
            reason, code = self._reason(body)
            if status in (400, 422) and not (TOO_LONG.search(reason) or "content" in code):
                simpler = dialect.simpler(reason, worked=self._worked)
                if simpler is not None:
                    if self._dialect is dialect:  # else another call has found out already
                        self._dialect = simpler
                    continue
            await self._fail(status, headers, reason, code)

    async def _post(self, request: Mapping[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        address = f"{self.model.endpoint}/chat/completions"
        try:
            async with (
                asyncio.timeout(self.model.timeout),
                self._client.stream("POST", address, json=request) as response,
            ):
                body = bytearray()
                async for part in response.aiter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        reason = f"its answer is over {MOST_BYTES >> 20} MB"
                        raise Refused(reason)
                return response.status_code, response.headers, bytes(body)
        except httpx.ConnectError as error:
            reason = f"no connection ({error})"
            if not self._worked:
                raise EndpointFailed(self.model.endpoint, reason) from error
            raise Passing(reason) from error
        except (TimeoutError, httpx.TimeoutException) as error:
            reason = f"no answer in {self.model.timeout:g} s"
            raise Passing(reason, sent=not isinstance(error, httpx.ConnectTimeout)) from error
        except httpx.RequestError as error:
            reason = f"the connection broke ({error or type(error).__name__})"
            raise Passing(reason, sent=True) from error

    def _answer(self, body: bytes, messages: Messages) -> Answer:
        """Read a body of status 200."""
        try:
            read = json.loads(body)
            if isinstance(read.get("error"), dict):  # some gateways fail so
                raise Passing(self._reason(body)[0], sent=True)
            choice = read["choices"][0]
            message = choice["message"]
            content, refusal = message.get("content") or "", message.get("refusal")
            finish = str(choice.get("finish_reason") or "")
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            reason = "its answer is not of OpenAI's protocol"
            raise Passing(reason, sent=True) from error
        return Answer(
            content=content if isinstance(content, str) else "",
            finish=finish,
            refused=bool(refusal) or finish == "content_filter",
            took=self._took(read.get("usage"), messages),
        )

    def _took(self, usage: object, messages: Messages) -> Tokens:
        """Return what a call took; of an endpoint that does not say, the most that it can have."""
        most = most_of(messages, self.model.answer_tokens)
        if not isinstance(usage, dict):
            return most
        given, made = usage.get("prompt_tokens"), usage.get("completion_tokens")
        return Tokens(
            given if isinstance(given, int) and given >= 0 else most.given,
            made if isinstance(made, int) and made >= 0 else most.made,
        )

    def _reason(self, body: bytes) -> tuple[str, str]:
        """Return what the endpoint says went wrong, and its code; without the key."""
        text, code = body[:4000].decode("utf-8", "replace"), ""
        try:
            error = json.loads(body)
            error = error.get("error", error)
            code = str(error.get("code") or error.get("type") or "")
            text = str(error.get("message") or error)
        except (ValueError, AttributeError, RecursionError):
            pass
        if self.model.key:
            text = text.replace(self.model.key, "[key]")
        return _UNPRINTABLE.sub(" ", text).strip()[:300] or "no reason given", code

    async def _fail(self, status: int, headers: httpx.Headers, reason: str, code: str) -> NoReturn:
        said = f"it answers {status}: {reason}"
        if status in (401, 403):
            raise KeyRefused(self.model.endpoint, reason, has_key=bool(self.model.key))
        if status == 404:
            raise UnknownModel(self.model.endpoint, self.model.model, await self._models())
        if status == 413 or (status in (400, 422) and TOO_LONG.search(reason)):
            raise Refused(said, too_long=True)
        if status in PASSING and code != "insufficient_quota":
            raise Passing(said, wait=asked_to_wait(headers))
        if status in (400, 422) and (self._worked or "content" in code):
            raise Refused(said)
        if location := headers.get("location"):
            said += f" (it points to {location[:200]}, where nothing is sent unasked)"
        raise EndpointFailed(self.model.endpoint, said)

    async def _models(self) -> list[str]:
        """Return the names of the models that the endpoint has, none where it does not say."""
        try:
            async with asyncio.timeout(CONNECT):
                response = await self._client.get(f"{self.model.endpoint}/models")
            return [str(one["id"]) for one in response.json()["data"]][:1000]
        except (httpx.HTTPError, TimeoutError, ValueError, LookupError, TypeError):
            return []

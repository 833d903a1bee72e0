"""Asking an endpoint that works, and ones that are slow, broken, full, refusing or wrong."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import (
    DoubtfulInput,
    EndpointFailed,
    KeyRefused,
    UnknownModel,
    UnreadableFile,
    UsageError,
)
from actorgraph.loaders.language_models.answer_cache import AnswerCache
from actorgraph.loaders.language_models.asking import Asker
from actorgraph.loaders.language_models.budget import Budget, Limits, Tokens
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.ontology.articles import Article

KEY = "sk-own-0123456789"
BOMBED = "Turkey bombed the YPG on Monday."
DENIED = "Russia has denied bombing Aleppo."


@pytest.fixture
def knowing(endpoint: Any) -> Any:
    """An endpoint whose model knows what two sentences state."""
    endpoint.knows(BOMBED, "Turkey", "bombed", "the YPG")
    endpoint.knows(DENIED, "Russia", "bombing", "Aleppo", denied=True, speaker="Russia")
    return endpoint


def relations(run: Any) -> list[tuple[str, str, str]]:
    return [(claim.subject.name, claim.relation, claim.object.name) for claim in run.all]


TURKEY = ("Turkey", "attacks", "People's Protection Units")
RUSSIA = ("Russia", "attacks", "Aleppo")

# -- what is sent ----------------------------------------------------------------------------------


def test_a_question_has_the_schema_the_passage_and_the_key_in_the_header_alone(
    knowing: Any, read: Any
) -> None:
    run = read(BOMBED, key=KEY)
    ((path, headers, body),) = knowing.asked

    assert relations(run) == [TURKEY]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("own-1", 0, 4096)
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert [one["role"] for one in body["messages"]] == [
        "system", *["user", "assistant"] * 3, "user"
    ]  # fmt: skip
    assert BOMBED in body["messages"][-1]["content"]
    assert KEY not in json.dumps(body)
    assert KEY not in repr(run.voice)
    assert KEY not in repr(run.voice.readers(None))


def test_without_a_key_none_is_sent(knowing: Any, read: Any) -> None:
    read(BOMBED)

    assert "Authorization" not in knowing.asked[0][1]


def test_articles_come_in_order_and_only_so_many_questions_at_a_time(
    knowing: Any, read: Any
) -> None:
    texts = [f"{BOMBED} Number {number}." for number in range(12)]
    slow = {"Number 0": 0.3, "Number 5": 0.2}

    def reply(body: dict[str, Any]) -> Any:
        asked = body["messages"][-1]["content"]
        knowing.then(
            knowing.answer(body), wait=max([0.02, *(t for w, t in slow.items() if w in asked)])
        )
        return knowing.coming.pop()

    knowing.reply = reply
    run = read(*texts, concurrency=3)

    assert list(run.claims) == [f"a{number}" for number in range(12)]
    assert relations(run) == [TURKEY] * 12
    assert knowing.most_open == 3


# -- the cache --------------------------------------------------------------------------------------


def test_a_second_run_asks_nothing_and_gives_the_same(knowing: Any, read: Any) -> None:
    first = read(BOMBED, DENIED)
    asked = len(knowing.asked)
    again = read(BOMBED, DENIED)

    assert (asked, len(knowing.asked)) == (2, 2)
    assert again.claims == first.claims
    assert again.voice.budget.cached == 2
    assert again.voice.budget.spent == Tokens()


@pytest.mark.parametrize("more", [{"model": "own-2"}, {"answer_tokens": 512}])
def test_another_model_or_question_is_asked_anew(
    knowing: Any, read: Any, more: dict[str, Any]
) -> None:
    read(BOMBED)
    read(BOMBED, **more)

    assert len(knowing.asked) == 2


def test_a_damaged_answer_is_asked_for_again(knowing: Any, read: Any, tmp_path: Path) -> None:
    read(BOMBED)
    (kept,) = (tmp_path / "cache").rglob("*.json")
    kept.write_bytes(kept.read_bytes()[:40])

    assert relations(read(BOMBED)) == [TURKEY]
    assert len(knowing.asked) == 2


@pytest.mark.usefixtures("knowing")
def test_a_cache_that_cannot_be_written_costs_no_claim(read: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    assert relations(read(BOMBED, cache=tmp_path / "file")) == [TURKEY]


@pytest.mark.usefixtures("knowing")
def test_a_cache_keeps_answers_and_no_key(read: Any, tmp_path: Path) -> None:
    read(BOMBED, key=KEY)
    (kept,) = (tmp_path / "cache").rglob("*.json")

    assert "bombed" in kept.read_text()
    assert KEY not in kept.read_text()


# -- failures that pass ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_what_passes_is_tried_again(knowing: Any, read: Any, status: int) -> None:
    knowing.next(*[knowing.fails(status, "busy")] * 2)
    run = read(BOMBED)

    assert relations(run) == [TURKEY]
    assert (len(knowing.asked), run.reports, run.voice.budget.calls) == (3, [], 1)


def test_retry_after_is_heeded_by_all_questions(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(429, "slow down", Retry_After="0.6"))
    run = read(BOMBED, DENIED, concurrency=1)

    assert relations(run) == [TURKEY, RUSSIA]
    assert knowing.at[1] - knowing.at[0] >= 0.6


def test_an_endpoint_that_wants_hours_is_not_waited_for(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(429, "come back tomorrow", Retry_After="86400"))

    with pytest.raises(EndpointFailed, match="it asks to wait for 86,400 s"):
        read(BOMBED)


def test_a_connection_that_breaks_is_tried_again_and_counted(knowing: Any, read: Any) -> None:
    knowing.then(knowing.says(""), drop=True)
    run = read(BOMBED)

    assert relations(run) == [TURKEY]
    assert (run.voice.budget.calls, run.voice.budget.lost) == (2, 1)
    assert run.voice.budget.spent.made == 4096 + 50


@pytest.mark.parametrize("slowness", [{"wait": 3.0}, {"drip": 0.05}])
def test_an_answer_that_takes_too_long_is_given_up(
    knowing: Any, read: Any, slowness: dict[str, float]
) -> None:
    knowing.then(knowing.says('{"claims": []}'), **slowness)
    begun = time.monotonic()
    run = read(BOMBED, timeout=0.5)

    assert relations(run) == [TURKEY]
    assert time.monotonic() - begun < 2.5
    assert run.voice.budget.lost == 1


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b'{"choices": []}', b"[1]",
                                  b'{"error": {"message": "upstream"}}'])  # fmt: skip
def test_a_body_that_is_no_answer_is_asked_for_again(knowing: Any, read: Any, body: bytes) -> None:
    knowing.then(knowing.says(""), body=body)

    assert relations(read(BOMBED)) == [TURKEY]
    assert len(knowing.asked) == 2


def test_an_article_that_fails_to_the_end_is_named_and_the_rest_goes_on(
    knowing: Any, read: Any
) -> None:
    knowing.next(*[knowing.fails(500, "no memory")] * 3)
    run = read(BOMBED, DENIED, attempts=3)

    assert (list(run.claims), relations(run)) == (["a1"], [RUSSIA])
    (report,) = run.reports
    assert isinstance(report, UnreadableFile)
    assert report.path == "a0"
    assert "failed 3 times: it answers 500: no memory" in report.reason


def test_an_endpoint_that_goes_on_failing_is_left_alone(knowing: Any, read: Any) -> None:
    knowing.reply = lambda _body: knowing.fails(503, "down")
    run = read(*(f"{BOMBED} {n}" for n in range(10)), attempts=2)

    assert run.claims == {}
    assert len(run.reports) == 10
    assert len(knowing.asked) == 6  # three articles, each twice
    assert "and no more are asked" in str(run.reports[-1])


# -- failures that do not pass ---------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_ends_the_run_and_is_not_shown(knowing: Any, read: Any, status: int) -> None:
    knowing.next(knowing.fails(status, f"Incorrect API key provided: {KEY}"))

    with pytest.raises(KeyRefused, match=r"ACTORGRAPH_LLM_KEY") as error:
        read(BOMBED, key=KEY)
    assert KEY not in str(error.value)
    assert "[key]" in str(error.value)
    assert len(knowing.asked) == 1


def test_a_key_that_lacks_is_told(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(401, "no key"))

    with pytest.raises(KeyRefused, match="none was sent"):
        read(BOMBED)


def test_a_model_that_is_not_there_ends_the_run_with_the_nearest(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(404, "model not found"))

    with pytest.raises(UnknownModel, match="has no model 'own-9'; did you mean 'own-1'"):
        read(BOMBED, model="own-9")


def test_a_quota_that_is_used_up_is_not_asked_again(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(429, "You exceeded your quota", "insufficient_quota"))

    with pytest.raises(EndpointFailed, match="exceeded your quota"):
        read(BOMBED)
    assert len(knowing.asked) == 1


def test_nobody_there_is_told_at_once(read: Any) -> None:
    begun = time.monotonic()

    with pytest.raises(EndpointFailed, match=r"no connection.*check --endpoint"):
        read(BOMBED, endpoint="http://127.0.0.1:1/v1")
    assert time.monotonic() - begun < 5


def test_a_redirect_is_not_followed(knowing: Any, read: Any, server: Any) -> None:
    knowing.then(
        knowing.fails(307, "moved"), headers={"Location": f"{server.url}/v1/chat/completions"}
    )

    with pytest.raises(EndpointFailed, match=f"points to {server.url}"):
        read(BOMBED)
    assert server.asked == []


def test_a_key_that_is_refused_later_ends_the_asking_and_keeps_the_rest(
    knowing: Any, read: Any
) -> None:
    knowing.next(knowing.answer({"messages": [{"content": BOMBED}]}), knowing.fails(401, "revoked"))
    run = read(BOMBED, DENIED, f"{BOMBED} Again.")

    assert relations(run) == [TURKEY]
    assert [report.path for report in run.reports] == ["a1", "a2"]
    assert "revoked" in run.told()
    assert len(knowing.asked) == 2


def test_what_an_endpoint_says_is_told_without_signs_of_control(knowing: Any, read: Any) -> None:
    knowing.next(*[knowing.fails(500, "a\x1b[31mred\x07" + "x" * 1000)])
    run = read(BOMBED, attempts=1)

    assert "\x1b" not in run.told()
    assert len(run.told()) < 500


# -- dialects ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refuses", "message"),
    [
        ("response_format", "Unknown parameter: response_format"),
        ("response_format", "bad request"),
        ("max_tokens", "'max_tokens' is not supported, use 'max_completion_tokens' instead"),
        ("temperature", "Unsupported value: 'temperature' does not support 0"),
    ],
)
def test_a_parameter_that_is_not_known_is_left_out(
    knowing: Any, read: Any, refuses: str, message: str
) -> None:
    def reply(body: dict[str, Any]) -> Any:
        return knowing.fails(400, message) if refuses in body else knowing.answer(body)

    knowing.reply = reply
    run = read(BOMBED, DENIED)

    assert relations(run) == [TURKEY, RUSSIA]
    assert run.reports == []
    assert refuses not in knowing.asked[-1][2]
    assert len(knowing.asked) <= 4  # found out once


def test_a_server_that_knows_json_alone_is_asked_for_that(knowing: Any, read: Any) -> None:
    def reply(body: dict[str, Any]) -> Any:
        if body.get("response_format", {}).get("type") == "json_schema":
            return knowing.fails(422, "json_schema is not supported")
        return knowing.answer(body)

    knowing.reply = reply

    assert relations(read(BOMBED)) == [TURKEY]
    assert knowing.asked[-1][2]["response_format"] == {"type": "json_object"}


def test_a_server_that_takes_no_question_is_told(knowing: Any, read: Any) -> None:
    knowing.reply = lambda _body: knowing.fails(400, "this account may not use the interface")

    with pytest.raises(EndpointFailed, match="it answers 400: this account may not"):
        read(BOMBED)


# -- answers that cannot be used as they are -------------------------------------------------------


def test_a_malformed_answer_is_asked_for_once_more(knowing: Any, read: Any) -> None:
    knowing.next(knowing.says("Sure! Here is what I found."))
    run = read(BOMBED)

    assert relations(run) == []  # what is asked again is no passage that the model knows
    assert len(knowing.asked) == 2
    messages = knowing.asked[1][2]["messages"]
    assert messages[-2] == {"role": "assistant", "content": "Sure! Here is what I found."}
    assert "no JSON object" in messages[-1]["content"]
    read(BOMBED)
    assert len(knowing.asked) == 2  # the second answer is kept for the question


def test_a_model_that_cannot_write_json_leaves_the_passage_unread(knowing: Any, read: Any) -> None:
    knowing.next(*[knowing.says("no")] * 2)
    run = read(BOMBED, DENIED)

    assert relations(run) == [RUSSIA]
    (report,) = run.reports
    assert isinstance(report, DoubtfulInput)
    assert "32 characters was not read by the model: its answer could not be used" in report.reason


@pytest.mark.parametrize(
    ("content", "more"),
    [(None, {"refusal": "I cannot."}), ("", {"finish": "content_filter"})],
)
def test_a_refusal_is_told_and_not_paid_twice(
    knowing: Any, read: Any, content: str | None, more: dict[str, str]
) -> None:
    knowing.next(knowing.says(content, **more))
    runs = [read(BOMBED, DENIED), read(BOMBED, DENIED)]

    assert [relations(run) for run in runs] == [[RUSSIA]] * 2
    assert all("the model refused to answer" in run.told() for run in runs)
    assert len(knowing.asked) == 2


def test_a_filter_of_the_endpoint_leaves_one_passage_unread(knowing: Any, read: Any) -> None:
    knowing.next(knowing.fails(400, "The prompt was filtered", "content_filter"))
    run = read(BOMBED, DENIED)

    assert relations(run) == [RUSSIA]
    assert "The prompt was filtered" in run.told()


@pytest.mark.parametrize("how", ["finish", "status"])
def test_an_answer_that_is_cut_is_asked_for_in_halves(knowing: Any, read: Any, how: str) -> None:
    cut = (
        knowing.says('{"claims": [{"sentence": "Tur', finish="length")
        if how == "finish"
        else knowing.fails(400, "maximum context length is 8192 tokens", "context_length_exceeded")
    )
    knowing.next(cut)
    text = f"{BOMBED} The day was hot. {DENIED} The night was cold."
    runs = [read(text), read(text)]

    assert [relations(run) for run in runs] == [[TURKEY, RUSSIA]] * 2
    assert runs[0].reports == []
    assert len(knowing.asked) == 3 + (how == "status")  # a refusal is no answer to keep
    assert all(DENIED not in asked for asked in knowing.questions()[1:2])


def test_a_sentence_that_is_too_long_for_the_model_is_told(knowing: Any, read: Any) -> None:
    knowing.reply = lambda _body: knowing.says("{", finish="length")
    run = read(f"{BOMBED} {DENIED}")

    assert relations(run) == []
    assert len(run.reports) == 2
    assert "too long for the model" in run.told()


def test_an_answer_of_many_megabytes_is_not_taken(knowing: Any, read: Any) -> None:
    knowing.then(knowing.says(""), body=b" " * (9 << 20))
    run = read(BOMBED, DENIED)

    assert relations(run) == [RUSSIA]
    assert "over 8 MB" in run.told()


# -- the budget -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("knowing")
@pytest.mark.parametrize("concurrency", [1, 4])
def test_the_budget_is_never_passed_and_what_is_not_read_is_named(
    read: Any, concurrency: int
) -> None:
    texts = [f"{BOMBED} Number {number}." for number in range(8)]
    run = read(*texts, limits=Limits(tokens=13_000), concurrency=concurrency)

    assert list(run.claims) == [
        "a0",
        "a1",
        "a2",
        "a3",
        "a4",
    ]  # each may take 8,400, and takes 1,050
    assert [report.path for report in run.reports] == ["a5", "a6", "a7"]
    assert "the budget is used up: 5,250 tokens are spent" in run.told()
    assert run.voice.budget.spent.all == 5 * 1050


def test_a_run_goes_on_where_the_budget_ended(knowing: Any, read: Any, tmp_path: Path) -> None:
    texts = [f"{BOMBED} Number {number}." for number in range(8)]
    whole = read(*texts, cache=tmp_path / "another")
    knowing.asked.clear()
    first = read(*texts, limits=Limits(tokens=13_000))
    second = read(*texts, limits=Limits(tokens=13_000))

    assert list(second.claims) == list(whole.claims)
    assert second.claims == whole.claims
    assert first.claims == {name: whole.claims[name] for name in first.claims}
    assert len(knowing.asked) == 8


@pytest.mark.usefixtures("knowing")
def test_money_is_counted_at_the_prices_of_the_settings(read: Any) -> None:
    prices = {"price_in": 2.0, "price_out": 10.0}
    run = read(BOMBED, DENIED, **prices)
    limited = read(f"{BOMBED} 1", f"{BOMBED} 2", limits=Limits(cost=0.04), **prices)

    assert run.voice.budget.cost(run.voice.budget.spent) == pytest.approx(0.005)
    assert limited.claims == {}
    assert "0.0000 USD are spent, and the next call may cost 0.04" in limited.told()


def test_a_limit_of_money_needs_prices(knowing: Any, read: Any) -> None:
    with pytest.raises(UsageError, match="--max-cost needs prices"):
        read(BOMBED, limits=Limits(cost=1))
    assert knowing.asked == []


def test_an_endpoint_that_does_not_count_is_counted_for(knowing: Any, read: Any) -> None:
    knowing.next(knowing.says('{"claims": []}', usage=None))
    run = read(BOMBED)

    assert run.voice.budget.spent.made == 4096
    assert 3_000 < run.voice.budget.spent.given < 8_000


# -- the end ----------------------------------------------------------------------------------------


def test_who_stops_reading_stops_the_asking(knowing: Any, tmp_path: Path) -> None:
    model = LanguageModel(endpoint=knowing.url, model="own-1")
    asker = Asker(Budget(model), report=lambda _e: None, cache=AnswerCache(tmp_path))
    articles = (Article(id=str(n), text=f"{BOMBED} {n}") for n in range(1000))
    knowing.coming.extend([knowing.answer({"messages": [{"content": BOMBED}]})] * 3)
    answered = asker.answered(articles)
    assert next(answered).id == "0"
    knowing.coming.clear()
    knowing.then(knowing.says(""), wait=30)
    begun = time.monotonic()
    answered.close()

    assert time.monotonic() - begun < 5
    assert len(knowing.asked) < 20

"""A watched feed and a real graph: what is new is added once, and nothing takes its place."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from actorgraph.errors import InputError
from actorgraph.graph.store import Store
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.queries.watching import Poll, Watch


def feed(*items: tuple[str, str]) -> str:
    rows = "".join(
        f"<item><title>{n}</title><link>https://wire.example/{n}</link>"
        f"<pubDate>Tue, 25 Oct 2016 10:25:00 GMT</pubDate><description>{text}</description></item>"
        for n, text in items
    )
    return f'<rss version="2.0"><channel><title>Own Wire</title>{rows}</channel></rss>'


@pytest.fixture
def polls(store: Store, reader: ClaimReader, tmp_path: Path) -> Callable[..., Watch]:
    def made(errors: list[InputError], stop: Event | None = None) -> Watch:
        web = WebSettings(allow_private=True, delay=0, cache=tmp_path)
        return Watch(
            lambda: nullcontext(store), lambda: reader, report=errors.append, web=web, stop=stop
        )

    return made


def test_what_is_new_is_added_once(store: Store, polls: Any, server: Any) -> None:
    errors: list[InputError] = []
    watch = polls(errors)
    url = server.lay("/feed", feed(("a", "Turkey bombed the YPG on Monday.")))

    first = watch.poll(url)
    again = watch.poll(url)
    server.lay("/feed", feed(("a", "Another text."), ("b", "Russia bombed Aleppo on Monday.")))
    more = watch.poll(url)

    assert first == Poll(feed=url, articles=1, claims=1)
    assert again == Poll(feed=url)
    assert (more.articles, more.claims) == (1, 1)
    texts = {article.id: article.text for article in store.articles()}
    assert texts == {
        "https://wire.example/a": "Turkey bombed the YPG on Monday.",
        "https://wire.example/b": "Russia bombed Aleppo on Monday.",
    }
    assert {error.exit_code for error in errors} == {0}

    assert polls([]).poll(url) == Poll(feed=url)  # another run, which has seen nothing


def test_a_failing_feed_says_why_and_changes_nothing(store: Store, polls: Any, server: Any) -> None:
    result = polls([]).poll(f"{server.url}/gone")

    assert result.articles == 0
    assert "the server answers 404" in result.failed
    assert list(store.articles()) == []


def test_a_stop_ends_it_before_the_next_article(store: Store, polls: Any, server: Any) -> None:
    stop = Event()
    stop.set()
    url = server.lay("/feed", feed(("a", "Turkey bombed the YPG on Monday.")))

    assert polls([], stop).poll(url).articles == 0
    assert list(store.articles()) == []

"""`build claims/`: a folder of shards makes the graph that the articles themselves make."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.store import Store

# How claims are loaded is tested on both versions; here it is what a folder of them makes.
pytestmark = pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)

SHARD = 256 * 1024  # bytes of input, at least
TEXTS = {
    "one": "Russia attacked Syria on Monday. Turkey denied that it supports the rebels.",
    "two": "Russian warplanes bombed Aleppo, and the United States condemned Russia.",
}

Ran = Callable[..., "CompletedProcess[str]"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, commands: Any) -> Path:
    """A folder with articles, and claims/ that `extract` made of them, in two shards."""
    folder = tmp_path_factory.mktemp("shards")
    lines = [
        json.dumps({"id": name, "text": text, "published": "2016-10-24", "markup": " " * SHARD})
        for name, text in TEXTS.items()
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = commands.run(["extract", "articles.jsonl", "--out", "claims/"], folder, {})
    assert done.returncode == 0, done.stderr
    assert "in 2 shards" in done.stderr
    return folder


@pytest.fixture
def build(commands: Any, place: Path, store: Store) -> Ran:
    """Run `build` on the graph of `store`, which is empty."""

    def ran(path: str, *options: str) -> "CompletedProcess[str]":
        words = ["build", path, "--graph", store.address, *options]
        done: CompletedProcess[str] = commands.run(words, place, {})
        return done

    return ran


def kept(store: Store) -> tuple[list[Any], list[Any], list[Any]]:
    """Return all that claims alone tell; what the catalogue adds to an actor is not among it."""
    actors = [(actor.id, actor.name, actor.kind) for actor in store.actors()]
    return list(store.claims()), list(store.relations()), actors


def test_shards_make_the_graph_of_their_articles(store: Store, build: Ran) -> None:
    assert build("articles.jsonl").returncode == 0
    expected = kept(store)
    for article in TEXTS:
        store.remove(article)
    assert not list(store.claims())

    done = build("claims/")

    assert done.returncode == 0, done.stderr
    assert f"claims/: {len(expected[0])} claims added" in done.stderr
    assert kept(store) == expected
    assert len(expected[0]) >= len(TEXTS)

    again = build("claims/")
    assert "claims/: 0 claims added" in again.stderr
    assert kept(store) == expected


def test_a_damaged_shard_is_told_the_others_are_loaded_and_mended_it_is_added(
    store: Store, build: Ran, place: Path
) -> None:
    shard = min((place / "claims" / "claims").glob("*.parquet"))
    whole = shard.read_bytes()
    shard.write_bytes(whole[: len(whole) // 2])

    done = build("claims/")
    assert done.returncode == 1
    assert shard.stem in done.stderr
    assert len(store.known()) == 1

    shard.write_bytes(whole)
    assert build("claims/").returncode == 0
    assert len(store.known()) == len(TEXTS)

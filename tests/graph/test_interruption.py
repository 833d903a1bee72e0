"""Loads that are cut, and loads side by side, end as one that ran alone to its end."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from actorgraph.graph import loading
from actorgraph.graph.claim_file import claim_readings, read_claims, write_claims
from actorgraph.graph.engine import engine_state
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.networks import network, network_of
from actorgraph.graph.store import Store, StoreSettings, open_store

Make = Callable[..., Any]

BATCH = 20  # claims, so that a load has many points at which it can be cut
# A loader is a process of its own with all that this one has imported: it starts at once.
FORK = multiprocessing.get_context("fork")
POINTS = 10


@pytest.fixture(scope="module")
def claims_file(tmp_path_factory: pytest.TempPathFactory, article: Make, claim: Make) -> Path:
    draw = random.Random(7)  # noqa: S311  # the same claims on every run
    actors = ["russia", "syria", "turkey", "aleppo", "kerry"]
    claims = []
    for number in range(60):
        home = article(f"a{number:02}", publisher=f"P{number % 5}")
        for place in range(6):
            first, second = draw.sample(actors[:4], 2)
            words = f"{'kerry' if first == 'aleppo' else first} attacks {second}"
            speaker = draw.choice([None, "kerry"])
            claims.append(claim(words, home, start=place * 50, speaker=speaker))
    file = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    write_claims(claims, file)
    return file


def load(folder: Path, file: Path, told: Connection) -> None:
    loading.BATCH_CLAIMS = BATCH
    with open_store(folder) as store:
        told.send(0)
        store.load(claim_readings(str(file)), progress=told.send)


def loader(folder: Path, file: Path) -> tuple[ForkProcess, Connection]:
    """Start a load; the connection gives how many articles are in, batch by batch."""
    heard, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=load, args=(folder, file, told))
    process.start()
    told.close()
    return process, heard


def hear(heard: Connection, times: int) -> list[int]:
    """Return what a loader tells, so many times unless it ends before."""
    told: list[int] = []
    try:
        while len(told) < times:
            told.append(heard.recv())
    except EOFError:
        pass
    return told


def everything(store: Store) -> dict[str, Any]:
    """Return all that is in the graph but the records of loads."""
    graph = network_of(store.relations())
    return {
        "claims": list(store.claims()),
        "articles": list(store.articles()),
        "actors": list(store.actors()),
        "links": store.query(
            "MATCH (c:Claim)-[r]->(n) WHERE NOT n:Load "
            "RETURN c.id, type(r), n.id ORDER BY c.id, type(r), n.id"
        ).rows,
        "places": store.query("MATCH (p:Place) RETURN p ORDER BY p.id").rows,
        "sums": sorted(map(str, graph.edges(keys=True, data=True))),
    }


def counted(file: Path) -> list[str]:
    return sorted(map(str, network(read_claims(file)).edges(keys=True, data=True)))


def test_a_load_killed_at_ten_points_and_run_again_is_like_one_that_was_not(
    store: Store, engine_folder: Path, claims_file: Path
) -> None:
    store.load(claim_readings(claims_file))
    whole = everything(store)
    for known in store.known():
        store.remove(known)
    draw = random.Random(11)  # noqa: S311
    cut = []

    for _ in range(POINTS):
        process, heard = loader(engine_folder, claims_file)
        assert hear(heard, draw.randrange(1, 20))
        time.sleep(draw.random() * 0.05)  # into the midst of a transaction
        process.kill()
        process.join()
        there = len(store.known())
        assert len(list(store.claims())) == there * 6  # articles whole, or not at all
        cut.append(there)
        for known in list(store.known())[draw.randrange(1, 20) :]:
            store.remove(known)  # so that the next cut may fall anywhere again

    store.load(claim_readings(claims_file))
    assert everything(store) == whole
    assert whole["sums"] == counted(claims_file)
    assert len(set(cut)) > 1, cut


def test_an_engine_killed_in_mid_load_loses_nothing_that_was_told_as_done(
    store: Store, engine_folder: Path, engine_settings: EngineSettings, claims_file: Path
) -> None:
    store.close()
    process, heard = loader(engine_folder, claims_file)
    told = hear(heard, 6)
    address = engine_state(engine_folder).address
    assert address
    os.kill(address.pid, signal.SIGKILL)
    process.kill()
    process.join()

    with open_store(engine_folder, StoreSettings(engine=engine_settings)) as again:
        assert len(again.known()) >= told[-1] > 0
        again.load(claim_readings(claims_file))
        assert everything(again)["sums"] == counted(claims_file)


def test_two_loaders_at_once_end_right(
    store: Store, engine_folder: Path, claims_file: Path, tmp_path: Path
) -> None:
    claims = list(read_claims(claims_file))
    halves = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    write_claims([one for one in claims if one.article < "a40"], halves[0])
    write_claims([one for one in claims if one.article >= "a20"], halves[1])  # some in both

    loaders = [loader(engine_folder, half)[0] for half in halves]
    for process in loaders:
        process.join(120)

    assert [process.exitcode for process in loaders] == [0, 0]
    found = everything(store)
    assert found["sums"] == counted(claims_file)
    assert sorted(one.id for one in found["claims"]) == sorted(one.id for one in claims)

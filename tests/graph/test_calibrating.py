"""Refitted confidence: in claims and sums, of later loads too, kept by dumps, and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actorgraph.graph import calibrating
from actorgraph.graph.claim_states import store_state
from actorgraph.graph.store import Store
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.claims import Extractor

Make = Callable[..., Any]
HALVED = Calibration(
    method="logistic", at="2026-10-01T09:00:00.000+00:00", knots=((0.0, 0.0), (1.0, 0.5)),
    models=("abc",), checked=120, error_before=0.3, error_after=0.1,
)  # fmt: skip
OTHER = Extractor(name="rules", version="1", model="other")
CLAIMS = "MATCH (c:Claim) RETURN c.article, c.confidence, c.raw_confidence ORDER BY c.article, c.id"
EDGES = "MATCH (s)-[r:ATTACKS]->(o) RETURN s.id, r.confidence ORDER BY s.id"


def test_a_refit_holds_for_all_and_is_taken_back(
    store: Store, article: Make, claim: Make, reading: Make, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(calibrating, "CHUNK", 2)
    homes = {name: article(name) for name in ("a1", "a2", "a3", "a4")}
    coded = claim("turkey attacks rebels", homes["a2"], confidence=0.6, data_id="x 1")
    other = claim("kerry attacks rebels", homes["a3"], confidence=0.7, extractor=OTHER)
    first = claim("russia attacks rebels", homes["a1"], confidence=0.8)
    later = claim("russia attacks rebels", homes["a4"], confidence=0.9)
    store.load([reading(homes["a1"], first), reading(homes["a2"], coded)])
    store.load([reading(homes["a3"], other, extractor=OTHER)])
    before = store.query(CLAIMS).rows, store_state(store)

    assert store.calibrate(HALVED) == 1
    assert store.calibration() == HALVED
    assert store_state(store) != before[1]
    assert store.query(EDGES).rows == (("kerry", 0.7), ("russia", 0.4), ("turkey", 0.6))
    store.load([reading(homes["a4"], later)])
    assert store.query(CLAIMS).rows == (
        ("a1", 0.4, 0.8), ("a2", 0.6, None), ("a3", 0.7, None), ("a4", 0.45, 0.9)
    )  # fmt: skip
    assert dict(store.query(EDGES).rows)["russia"] == 0.45
    assert {finding.sort for finding in store.check()} <= {"words"}

    store.dump(tmp_path / "graph.dump")
    everything = store.query(CLAIMS).rows, store.query(EDGES).rows, store.calibration()
    with store._connection.writing() as session:
        session.run("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n").consume()
    store.restore(tmp_path / "graph.dump")
    assert (store.query(CLAIMS).rows, store.query(EDGES).rows, store.calibration()) == everything
    store.dump(tmp_path / "again.dump")
    assert (tmp_path / "again.dump").read_bytes() == (tmp_path / "graph.dump").read_bytes()

    assert store.calibrate(None) == 2
    assert store.calibration() is None
    store.remove("a4")
    assert (store.query(CLAIMS).rows, store_state(store)) == before
    assert [entry.action for entry in store.log()][-4:] == ["refit", "load", "unfit", "remove"]


def test_a_refit_that_was_cut_is_finished_by_the_next_who_writes(
    store: Store, article: Make, claim: Make, reading: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = article("a1")
    claims = [claim("russia attacks rebels", home, start=start) for start in (0, 60, 120)]
    store.load([reading(home, *claims)])
    monkeypatch.setattr(calibrating, "CHUNK", 1)

    def cut(claims: int) -> None:
        if claims == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.calibrate(HALVED, progress=cut)
    assert "confidence" in {finding.sort for finding in store.check()}
    Store(store._connection).load([])
    assert {row[1:] for row in store.query(CLAIMS).rows} == {(0.4, 0.8)}
    assert store.query(EDGES).rows == (("russia", 0.4),)
    assert "confidence" not in {finding.sort for finding in store.check()}

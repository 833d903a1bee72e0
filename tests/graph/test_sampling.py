"""Samples: seeded, stratified, filtered, with the words around the sentence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.graph.sampling import AROUND, By, SampleSettings, allotted
from actorgraph.graph.store import Store
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict

Make = Callable[..., Any]
BASE = SampleSettings(n=6)


@pytest.fixture(scope="module")
def filled(empty_store: Store, article: Make, claim: Make, reading: Make) -> Store:
    readings = []
    for number in range(12):
        home = article(f"a{number:02}", published=f"2016-10-{number + 1:02}")
        words = ["russia attacks rebels", *(["turkey backs rebels"] if number < 2 else [])]
        claims = [
            claim(said, home, start=AROUND + 40 + 60 * place, confidence=0.3 + number * 0.05)
            for place, said in enumerate(words)
        ]
        text = (
            f"{'Before that nothing. ' * 40}"[: AROUND + 40] + claims[0].sentence.text + " After."
        )
        readings.append(reading(replace(home, text=text), *claims))
    coded = article("coded")
    empty_store.load(readings)
    empty_store.load([reading(coded, claim("syria attacks rebels", coded, data_id="x 1"))])
    return empty_store


def test_a_sample_is_stratified_and_the_same_for_the_same_seed(filled: Store) -> None:
    drawn = filled.sample(BASE)

    assert drawn.strata == {"attacks": (4, 12), "backs": (2, 2)}
    assert drawn == filled.sample(BASE)
    assert drawn.claims != filled.sample(replace(BASE, seed=2)).claims
    assert {one.id for one in drawn.claims} <= {claim.id for claim in filled.claims()}
    everything = filled.sample(replace(BASE, n=100, by=By.NONE))
    assert everything.strata == {"all claims": (14, 14)}  # what others coded is no part of it
    bands = filled.sample(replace(BASE, by=By.CONFIDENCE)).strata
    assert set(bands) == {f"0.{n} to 0.{n + 1}" for n in range(3, 9)}
    assert sum(drawn for drawn, _ in bands.values()) == 6


def test_a_sample_is_of_what_the_filters_leave(filled: Store) -> None:
    def relations(**more: Any) -> dict[str, int]:
        strata = filled.sample(replace(BASE, n=100, **more)).strata
        return {name: size for name, (_, size) in strata.items()}

    assert relations(actors=frozenset({"turkey"})) == {"backs": 2}
    assert relations(relations=frozenset({"attacks"})) == {"attacks": 12}
    assert relations(since="2016-10-11") == {"attacks": 2}
    assert relations(until="2016-10-01") == {"attacks": 1, "backs": 1}
    assert relations(confidence=0.8) == {"attacks": 2}
    assert relations(since="2017") == {}


def test_words_around_the_sentence_are_given_whole(filled: Store) -> None:
    drawn = filled.sample(replace(BASE, n=100)).claims
    known = [one for one in drawn if one.before]

    assert len(known) == 12  # the second sentence is not in these texts
    assert {one.after for one in known} == {" After."}
    for one in known:
        assert one.before.startswith("…")
        assert one.before.split()[0][1:] in ("that", "nothing.", "Before")


def test_what_was_checked_can_be_left_out(filled: Store) -> None:
    backed = next(one for one in filled.claims() if one.relation == "backs")
    right = tuple(Answer.RIGHT for _ in FIELDS)
    at = "2026-01-01T00:00:00.000+00:00"
    filled.add_verdicts([Verdict(claim=backed.id, coder="Ada", at=at, answers=right)])

    drawn = filled.sample(replace(BASE, n=100, unchecked=True))
    assert drawn.strata == {"attacks": (12, 12), "backs": (1, 1)}
    assert backed.id not in {one.id for one in drawn.claims}


@given(st.integers(1, 300), st.dictionaries(st.text(max_size=3), st.integers(1, 90), max_size=8))
def test_shares_are_as_equal_as_the_strata_allow(n: int, sizes: dict[str, int]) -> None:
    shares = allotted(n, sizes)
    short = [name for name in sizes if shares[name] < sizes[name]]

    assert sum(shares.values()) == min(n, sum(sizes.values()))
    assert all(0 <= shares[name] <= sizes[name] for name in sizes)
    assert max((shares[name] for name in short), default=0) - 1 <= min(
        (shares[name] for name in short), default=0
    )

"""The log: what was done to a graph, and what each load changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from actorgraph.graph.history import LogEntry
from actorgraph.graph.store import Store

Make = Callable[..., Any]


def counts(entry: LogEntry) -> tuple[int, ...]:
    return entry.articles, entry.replaced, entry.unchanged, entry.claims, entry.removed


def test_the_log_says_what_each_load_changed(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    homes = [article(f"a{n}") for n in range(3)]
    readings = [
        reading(
            home, claim("russia attacks syria", home), claim("syria accuses russia", home, start=50)
        )
        for home in homes
    ]
    store.load(readings[:2])
    store.load(readings[:2])  # changes nothing, and leaves no record
    changed = replace(homes[0], text="Another text.")
    store.load([reading(changed, claim("turkey attacks syria", changed)), *readings[1:]])
    store.record_unchanged(list(store.log())[-1].id, 4)
    store.remove("a2")

    first, second, removal = store.log()
    assert counts(first) == (2, 0, 0, 4, 0)
    assert counts(second) == (1, 1, 1 + 4, 3, 2)
    assert (removal.action, removal.what, removal.removed) == ("remove", ("a2",), 2)
    assert (first.action, first.extractor, first.model) == ("load", "rules 1", "abc")
    assert first.started < (first.finished or "") < second.started < removal.started


def test_a_load_that_was_cut_is_told_as_such(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    def readings() -> Any:
        for number in range(600):  # more than a batch
            home = article(f"a{number}")
            yield reading(home, claim("russia attacks syria", home))
        raise KeyboardInterrupt

    try:
        store.load(readings())
    except KeyboardInterrupt:
        (entry,) = store.log()

    assert entry.finished is None
    assert 0 < entry.articles < 600

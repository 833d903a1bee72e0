"""What two actors do to each other over time, and when that changes."""

from collections.abc import Iterable

import pandas as pd

from actorgraph.errors import UsageError
from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import Deed, deeds, windows

QUADS = {
    1: "verbal_cooperation",
    2: "material_cooperation",
    3: "verbal_conflict",
    4: "material_conflict",
}
SERIES = ("first", "last", "claims", *QUADS.values(), "goldstein", "mean_goldstein")


def dyad_series(
    claims: Iterable[Claim],
    who: str,
    whom: str,
    period: str = "month",
    only: ClaimFilter | None = None,
    *,
    directed: bool = True,
) -> pd.DataFrame:
    """Return a row for each period of what `who` does to `whom` (ids), periods of silence too.

    Columns: `first`, `last` (days), `claims`, one count for each quad class, `goldstein` (sum of
    the weights) and `mean_goldstein` (missing where there is no event). Not directed, both
    directions count; symmetric relations always do. Claims without a date are left out.
    """
    done = [deed for deed in deeds(claims, only) if _between(deed, who, whom, directed)]
    rows = [
        _row(window.first, window.last, [deed for deed in done if window.holds(deed.day)])
        for window in windows(done, period)
    ]
    return pd.DataFrame(rows, columns=list(SERIES))


def change_points(
    series: pd.DataFrame, column: str = "goldstein", *, penalty: float = 3.0
) -> pd.DataFrame:
    """Return the periods at which the level of a series changes: `first`, `before`, `after`.

    `before` and `after` are the means of the stretches on both sides. PELT with a least-squares
    cost (Killick, Fearnhead and Eckley 2012) on the series in units of its standard deviation; a
    higher `penalty` finds fewer changes. Missing values count as 0. Raises UsageError for a column
    that is not there.
    """
    import ruptures  # type: ignore[import-untyped]  # noqa: PLC0415  # slow

    if column not in series:
        message = f"the series has no column {column!r}; it has {', '.join(map(str, series))}"
        raise UsageError(message)
    values = series[column].fillna(0).to_numpy(dtype=float)
    spread = float(values.std())
    ends = [len(values)]
    if spread > 0 and len(values) > 1:
        found = ruptures.Pelt(model="l2", min_size=1, jump=1).fit(values / spread)
        ends = found.predict(pen=penalty)
    starts = [0, *ends[:-1]]
    means = [float(values[a:b].mean()) for a, b in zip(starts, ends, strict=True) if b > a]
    rows = [
        {"first": series["first"].iloc[start], "before": means[at], "after": means[at + 1]}
        for at, start in enumerate(starts[1:])
    ]
    return pd.DataFrame(rows, columns=["first", "before", "after"])


def _between(deed: Deed, who: str, whom: str, directed: bool) -> bool:  # noqa: FBT001
    if (deed.who, deed.whom) == (who, whom):
        return True
    return (not directed or deed.symmetric) and (deed.who, deed.whom) == (whom, who)


def _row(first: object, last: object, done: list[Deed]) -> dict[str, object]:
    weights = [deed.weight for deed in done if deed.weight is not None]
    counts = {name: sum(deed.quad == quad for deed in done) for quad, name in QUADS.items()}
    return {
        "first": first,
        "last": last,
        "claims": len(done),
        **counts,
        "goldstein": sum(weights),
        "mean_goldstein": sum(weights) / len(weights) if weights else None,
    }

"""How two publishers tell the same dyad."""

from collections.abc import Iterable

import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import deeds, names

COLUMNS = (
    "who", "who_name", "relation", "whom", "whom_name",
    "claims_one", "claims_other", "share_one", "share_other", "difference",
)  # fmt: skip


def compare_publishers(
    claims: Iterable[Claim],
    one: str,
    other: str,
    only: ClaimFilter | None = None,
) -> pd.DataFrame:
    """Return a row for each relation that either publisher tells: counts, shares, difference.

    Narrow it to a dyad or to actors by `only`. `share_one` is the relation's share of all that
    the first publisher tells here (0 to 1), `difference` the first's share less the second's;
    the largest differences first. A publisher without any claim here has shares of 0.
    """
    every = [deed for deed in deeds(claims, only) if deed.origin in (one, other)]
    called = names(every)
    totals = [sum(deed.origin == origin for deed in every) for origin in (one, other)]
    rows = []
    for who, relation, whom in sorted({(d.who, d.relation, d.whom) for d in every}):
        told = [d.origin for d in every if (d.who, d.relation, d.whom) == (who, relation, whom)]
        counts = [told.count(origin) for origin in (one, other)]
        shares = [
            count / total if total else 0.0 for count, total in zip(counts, totals, strict=True)
        ]
        names_of = (who, called[who], relation, whom, called[whom])
        rows.append((*names_of, *counts, *shares, shares[0] - shares[1]))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values(
        "difference", key=abs, ascending=False, kind="stable", ignore_index=True
    )

"""Whether what one does is done back: by dyad, friendly and hostile apart."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import COOPERATIVE, HOSTILE, deeds, names

SIGNS = {"friendly": COOPERATIVE, "hostile": HOSTILE}


def reciprocity(claims: Iterable[Claim], only: ClaimFilter | None = None) -> pd.DataFrame:
    """Return a row for each dyad (`one`, `other`, names) with directed relations.

    `friendly`, `friendly_back`, `hostile`, `hostile_back` count claims in both directions;
    `friendly_share` and `hostile_share` are twice the lesser over the sum: 1 where both do as much
    to each other, 0 where only one acts, missing where none does. Symmetric relations are left
    out: they are done by both at once. Most claims first.
    """
    every = [d for d in deeds(claims, only) if d.who != d.whom and d.sign and not d.symmetric]
    called = names(every)
    counts = Counter((deed.who, deed.whom, deed.sign) for deed in every)
    rows = []
    for one, other in sorted({(min(who, whom), max(who, whom)) for who, whom, _ in counts}):
        row: list[object] = [one, called[one], other, called[other]]
        both = [(counts[one, other, s], counts[other, one, s]) for s in SIGNS.values()]
        row += [count for pair in both for count in pair]
        row += [2 * min(pair) / sum(pair) if sum(pair) else None for pair in both]
        rows.append((sum(map(sum, both)), row))
    rows.sort(key=lambda entry: -entry[0])  # the sort is stable: by names within
    counted = [f"{name}{end}" for name in SIGNS for end in ("", "_back")]
    columns = ["one", "one_name", "other", "other_name", *counted]
    columns += [f"{name}_share" for name in SIGNS]
    return pd.DataFrame([row for _, row in rows], columns=columns)

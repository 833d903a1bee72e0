"""Which actors do the same to the same others."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from math import sqrt

import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import deeds, names

Profile = Counter[tuple[str, str, int]]


def similar_actors(
    claims: Iterable[Claim], only: ClaimFilter | None = None, *, least: int = 3
) -> pd.DataFrame:
    """Return pairs of actors by how alike their partners are: `one`, `other`, names, `cosine`.

    An actor's profile counts, for each partner, friendly and hostile claims that it does and
    suffers; what a pair has with each other is left out of both. `cosine` is 0 (nothing alike) to
    1; pairs without anything alike are not listed. Actors with fewer than `least` claims are left
    out. Most alike first.
    """
    every = [deed for deed in deeds(claims, only) if deed.sign and deed.who != deed.whom]
    called = names(every)
    profiles: defaultdict[str, Profile] = defaultdict(Counter)
    for deed in every:
        sides = ("both", "both") if deed.symmetric else ("does", "suffers")
        profiles[deed.who][sides[0], deed.whom, deed.sign] += 1
        profiles[deed.whom][sides[1], deed.who, deed.sign] += 1
    kept = sorted(actor for actor, profile in profiles.items() if profile.total() >= least)
    rows = []
    for one, other in combinations(kept, 2):
        cosine = _cosine(_without(profiles[one], other), _without(profiles[other], one))
        if cosine > 0:
            rows.append((one, called[one], other, called[other], cosine))
    rows.sort(key=lambda row: (-row[4], row[0], row[2]))
    return pd.DataFrame(rows, columns=["one", "one_name", "other", "other_name", "cosine"])


def _without(profile: Profile, actor: str) -> Profile:
    return Counter({key: count for key, count in profile.items() if key[1] != actor})


def _cosine(one: Profile, other: Profile) -> float:
    shared = sum(count * other[key] for key, count in one.items() if key in other)
    size = sqrt(sum(c * c for c in one.values()) * sum(c * c for c in other.values()))
    return shared / size if size else 0.0

"""Third parties: who acts through whom, and who talks to both sides of a fight."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import deeds, names

SUPPORT = frozenset({"backs", "aids"})
TALK = frozenset({"negotiates_with"})


def proxies(claims: Iterable[Claim], only: ClaimFilter | None = None) -> pd.DataFrame:
    """Return who backs or aids somebody that attacks a third: `patron`, `proxy`, `target`.

    With names, `support` and `attacks` (numbers of claims), and `direct`, how often the patron
    attacks the target itself. Most attacks first. That a patron aids a fighter does not say that
    it ordered the attack.
    """
    every = list(deeds(claims, only))
    called = names(every)
    support = Counter((d.who, d.whom) for d in every if d.relation in SUPPORT)
    attacks = Counter((d.who, d.whom) for d in every if d.relation == "attacks")
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for who, whom in attacks:
        targets[who].append(whom)
    rows = [
        (patron, called[patron], proxy, called[proxy], target, called[target],
         given, attacks[proxy, target], attacks[patron, target])
        for (patron, proxy), given in support.items()
        for target in targets[proxy]
        if len({patron, proxy, target}) == 3
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[7], -row[6], row[0], row[2], row[4]))
    columns = ["patron", "patron_name", "proxy", "proxy_name", "target", "target_name"]
    return pd.DataFrame(rows, columns=[*columns, "support", "attacks", "direct"])


def mediators(claims: Iterable[Claim], only: ClaimFilter | None = None) -> pd.DataFrame:
    """Return who talks with both sides of a conflict: `mediator`, `one`, `other`, with names.

    A conflict is a dyad in which material conflict (quad class 4) is stated; `talks` is the lesser
    of the mediator's talks with either side, `conflict` the number of claims of conflict. Who is
    itself in material conflict with a side does not mediate. Most talks first.
    """
    every = [deed for deed in deeds(claims, only) if deed.who != deed.whom]
    called = names(every)
    talks = Counter(frozenset((d.who, d.whom)) for d in every if d.relation in TALK)
    fights = Counter(frozenset((d.who, d.whom)) for d in every if d.quad == 4)
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in map(tuple, talks):
        partners[one].add(other)
        partners[other].add(one)
    rows = []
    for dyad, conflict in fights.items():
        one, other = sorted(dyad)
        for middle in sorted(partners[one] & partners[other]):
            sides = [frozenset((middle, one)), frozenset((middle, other))]
            if not any(fights[side] for side in sides):
                heard = min(talks[side] for side in sides)
                row = (middle, called[middle], one, called[one], other, called[other])
                rows.append((*row, heard, conflict))
    rows.sort(key=lambda row: (-row[6], -row[7], row[0], row[2], row[4]))
    columns = ["mediator", "mediator_name", "one", "one_name", "other", "other_name"]
    return pd.DataFrame(rows, columns=[*columns, "talks", "conflict"])

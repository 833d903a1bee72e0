"""A finding: something in a graph that is not as its claims say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do; `sort` is sums, relations, links, words, and so on."""

    sort: str
    where: str
    what: str
    advice: str
    repaired: bool = False

"""An actor: who acts in a claim, with its names, and its dated roles and memberships."""

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A lasting tie of the catalogue: John Kerry `leads` the US Department of State.

    `title` is the office as people write it ("secretary of state"), empty for plain membership;
    `since` and `until` are ISO dates of any precision ("2013-02", "2004") or None.
    """

    relation: str
    other: str
    title: str = ""
    since: str | None = None
    until: str | None = None

    def holds_on(self, date: str | None) -> bool:
        """Whether the tie holds on the ISO date; unknown dates exclude nothing."""
        if date is None:
            return self.until is None
        after = self.since is None or date[: len(self.since)] >= self.since
        return after and (self.until is None or date[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the catalogue, or one met in the texts.

    `name` is the title of its English Wikipedia article, or the shortest plain description with
    the country in brackets; `aliases` are other names; `country` is an ISO 3166 alpha-2 code.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    bonds: tuple[Bond, ...] = field(default=())


def slug(name: str) -> str:
    """Return the id made from a name: "civilians (Kyiv)" gives "civilians-kyiv"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return made or "x" + name.encode().hex()[:24]

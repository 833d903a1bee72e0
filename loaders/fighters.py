"""Which side rebels, militants and fighters are of."""

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.collectives import Collectives
from actorgraph.loaders.discourse import GREAT_POWERS, Resolved, clean
from actorgraph.ontology.actors import Actor

# Words that leave it open which of a country's rebels are meant.
OF_A_SIDE = frozenset("opposition rebel insurgent armed moderate local anti-government".split())
ARMED_BY = frozenset({"backed", "supported", "allied", "aligned", "trained", "armed", "funded"})


class Fighters(Collectives):
    """Resolves phrases for those who fight and are no army."""

    def _armed(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else "rebel"
        if owner is not None and owner.kind not in ("State", "Region", "Population"):
            return Resolved(found=mention, actor=owner, rule="owner + fighters", score=0.85)
        text = clean(self._text(mention))
        backed = self._backed(mention, text)
        if (
            owner is None
            and not backed
            and " " not in text
            and noun not in ("rebel", "insurgent", "opposition")
        ):
            earlier = self._antecedent(mention, ("ArmedGroup", "Opposition"), reach=4)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the fighters", score=0.5)
        state = owner if owner and owner.kind == "State" else None
        country = state.country if state else self._country_of_rebels(mention)
        if owner is None and text in ("rebels", "insurgents") and not self._opposition(country):
            earlier = self._latest(("ArmedGroup",), reach=6)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the rebels", score=0.5)
        known = self._of_the_country(mention, state) if owner is state and not backed else None
        if known:
            return known
        side = self._opposition(country) if noun != "terrorist" else None
        words = text.casefold().split()
        plain = set(words[:-1]) <= OF_A_SIDE and words[-1] in (
            "rebels",
            "rebel",
            "opposition",
            "insurgents",
            "fighters",
            "forces",
            "militants",
            "groups",
        )
        if side and plain and (owner is None or state):
            return Resolved(found=mention, actor=side, rule="opposition of the country", score=0.6)
        return self._described(mention, owner, country, "ArmedGroup", 0.5)

    def _country_of_rebels(self, mention: Found) -> str | None:
        """Rebels are of the article's country if it is known to have some, else of the last one."""
        places = (self.setting, self._where(), self._country_near(mention))
        own = [place for place in places if place not in GREAT_POWERS]
        known = next((place for place in own if self._opposition(place)), None)
        return known or next(iter(own[::-1]), None)

    def _opposition(self, country: str | None) -> Actor | None:
        listed = self.actors.by_country.get((country or "", "Opposition"), [])
        return listed[0] if listed else None

    def _backed(self, mention: Found, text: str) -> bool:
        """Whether a state is told that stands behind them: "Turkish-backed" are not Turkey's."""
        before = self.doc[mention.start - 1].lower_ if mention.start else ""
        return text.startswith(("pro-", "anti-")) or before in ARMED_BY

    def _of_the_country(self, mention: Found, state: Actor | None) -> Resolved | None:
        """Those whom the catalogue knows by these words in the country: "Kurdish fighters"."""
        words = clean(self.doc[self._own_start(mention) : mention.end].text)
        country = state.country if state else self._where()
        known = self.actors.of_country(words, country, self.date)
        if known is None:
            return None
        return Resolved(found=mention, actor=known, rule="those of the country", score=0.6)

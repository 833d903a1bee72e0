"""Which side rebels, militants and fighters are of."""

from dataclasses import replace

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.collectives import Collectives
from actorgraph.loaders.discourse import ARMED_BY, GREAT_POWERS, Resolved, clean
from actorgraph.ontology.actors import Actor

# Words that leave it open which of a country's rebels are meant.
OF_A_SIDE = frozenset("opposition rebel insurgent armed moderate local anti-government".split())
REBELS = ("rebel", "insurgent", "opposition")  # nouns that mean those who rise against the state
# Nouns that mean those told of before also without an article; of others only "the gunmen" do.
KNOWN_AGAIN = frozenset("militant extremist jihadi jihadist terrorist islamist fighter".split())
# Those who join or help are others than those told of before.
NEW_ONES = frozenset(
    "volunteer recruit sympathizer sympathiser contractor mercenary defector opponent exile "
    "smuggler trafficker infiltrator faction rebellion insurgency".split()
)


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
            and noun not in REBELS
            and self._points_back(mention, noun)
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
        any_side = not backed or noun in REBELS  # "US-backed forces" need not be the opposition
        if side and plain and any_side and (owner is None or state):
            return Resolved(found=mention, actor=side, rule="opposition of the country", score=0.6)
        if backed and owner is None:
            return self._described_with_backer(mention, country)
        return self._described(mention, owner, country, "ArmedGroup", 0.5)

    def _points_back(self, mention: Found, noun: str) -> bool:
        """Whether fighters are those told of before: "the gunmen", not "gunmen" or "recruits"."""
        return noun not in NEW_ONES and (noun in KNOWN_AGAIN or self._definite(mention))

    def _described_with_backer(self, mention: Found, country: str | None) -> Resolved:
        """An actor of its own, named with who stands behind it: "Iranian-backed militias"."""
        backer = self._backer(mention)
        start = mention.start
        if backer is not None and backer.end <= mention.start:
            start = backer.start
        whole = replace(mention, start=start)
        return replace(self._described(whole, None, country, "ArmedGroup", 0.5), found=mention)

    def _backer(self, mention: Found) -> Found | None:
        """The name of who stands behind them: "Iranian" in "Iranian-backed" or "pro-Iranian"."""
        names = [mention.start - 3] + [mention.start + 2] * (mention.start + 2 < mention.end)
        near = [self.found[index] for name in names for index in self.over.get(name, ())]
        return next((name for name in near if self._stands_behind(name)), None)

    def _country_of_rebels(self, mention: Found) -> str | None:
        """Rebels are of the article's country if it is known to have some, else of the last one.

        They are not those of the state that is only told to stand behind them, nor a great power's.
        """
        places = [self.setting, self._where()]
        backer = self._backer(mention)
        behind = self._known(backer) if backer and backer.alias else None
        against = self.doc[mention.start].lower_ == "anti"
        state = behind.country if behind and behind.kind == "State" and not against else None
        if state is None:  # beside a backer, who is named near by may be the enemy
            places.append(self._country_near(mention))
        own = [place for place in places if place not in GREAT_POWERS | {state}]
        known = next((place for place in own if self._opposition(place)), None)
        return known or next(iter(own[::-1]), None)

    def _opposition(self, country: str | None) -> Actor | None:
        listed = self.actors.by_country.get((country or "", "Opposition"), [])
        return listed[0] if listed else None

    def _backed(self, mention: Found, text: str) -> bool:
        """Whether a state is told that stands behind them: "Turkish-backed" are not Turkey's."""
        for_or_against = text.casefold().startswith(("pro-", "anti-"))
        return for_or_against or self._before(mention) in ARMED_BY or bool(self._backer(mention))

    def _of_the_country(self, mention: Found, state: Actor | None) -> Resolved | None:
        """Those whom the catalogue knows by these words in the country: "Kurdish fighters"."""
        words = clean(self.doc[self._own_start(mention) : mention.end].text)
        country = state.country if state else self._where()
        known = self.actors.of_country(words, country, self.date)
        if known is None:
            return None
        return Resolved(found=mention, actor=known, rule="those of the country", score=0.6)

"""Whose the organs of a state are: its troops, officials, warplanes, police."""

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import STATE_LIKE, Resolved, clean, meant
from actorgraph.loaders.fighters import Fighters
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.gazetteer import Place

GOVERNING = frozenset({"government", "regime", "administration"})
OF_STATES_ONLY = GOVERNING | frozenset(
    {"authority", "official", "leadership", "army", "military", "police"}
)
OFFICIAL = frozenset({"government", "regime", "military", "army"})
MACHINES = frozenset({"missile", "rocket"})
# What flies or sails and, without a name, is anybody's: the one told of before, or nobody's.
CRAFT = frozenset(
    "plane aircraft jet warplane bomber helicopter drone tank warship ship "
    "submarine frigate destroyer pilot".split()
)
# Nouns that mean an organ where it is told whose, and else a thing: "the intelligence was wrong".
THINGS_ELSE = frozenset({"mission", "intelligence", "diplomacy"})
# What is no government's: "the sanctions regime", "the authority to attack".
RULES = frozenset("sanctions sanction inspection inspections trade visa tax legal tariff".split())
REBELLIOUS = ("rebel", "opposition", "insurgent")
# Troops and officials of these are those of no state, or of several: "western special forces".
OF_NO_STATE = frozenset("kurdish separatist islamist jihadist tribal guerrilla".split())
OF_MANY = frozenset("western european african gulf latin international foreign".split())
# Words that tell soldiers of others, or of a side, from those of the state.
APART = frozenset(
    "local indigenous militant paramilitary shiite shia sunni arab private irregular rogue "
    "partner partnered allied friendly proxy rival mercenary".split()
)
AGAIN = frozenset(
    {"official", "soldier", "troop", "force", "commander", "investigator", "prosecutor"}
)
FEW_SENTENCES = 5
UNITS = frozenset({"force", "unit", "battalion", "brigade", "contingent", "corps", "legion"})

# What a state has one of: more of them are those of several states.
PLURAL_EACH = frozenset({"governments", "regimes", "administrations", "armies", "militaries"})


class Organs(Fighters):
    """Resolves phrases for what belongs to a state, or to a side that is none."""

    def _state_or_side(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else ""
        text = self._text(mention).casefold()
        if noun == "counterpart" and (holder := self._counterpart(mention, owner)):
            return holder
        if " " in text and (owner is None or owner.kind == "State"):
            known = self._of_the_country(mention, owner)
            if known:
                return known
        if owner is None and noun in THINGS_ELSE and text in THINGS_ELSE:
            return None
        if self._is_power(mention, noun):
            return None
        if noun in GOVERNING and (regional := self._of_a_place(mention)):
            return regional
        return self._organ_of(mention, owner) if owner else self._organ_untold(mention, noun, text)

    def _of_a_place(self, mention: Found) -> Resolved | None:
        """The government of a province or town, none of the state's: "the Gujarat government"."""
        place = self._place_owning(mention)
        if place is None or self.catalogue.capital(place.name):
            return None
        name = clean(self._text(mention))
        return self._new(mention, name, "Government", "government of a place", 0.6, place.country)

    def _place_owning(self, mention: Found) -> Place | None:
        """The place of "Istanbul's police"."""
        whose = None if mention.owner is None else self.results[mention.owner]
        return whose.place if whose else None

    def _is_power(self, mention: Found, noun: str) -> bool:
        """Whether it is a right or a set of rules: "has the authority to", "sanctions regime"."""
        behind = self.doc[mention.end].lower_ if mention.end < len(self.doc) else ""
        if noun == "authority":
            return self.doc[mention.head].tag_ == "NN" and behind in ("to", "for", "over")
        return noun == "regime" and self._before(mention) in RULES

    def _organ_of(self, mention: Found, owner: Actor) -> Resolved:
        noun = mention.noun.noun if mention.noun else ""
        actor = self._of_state(owner) if owner.kind == "State" else owner
        if owner.kind == "Person":
            actor = self._led_by(owner, ever=noun in GOVERNING) or owner
        return Resolved(found=mention, actor=actor, rule="owner + organ", score=0.85)

    def _flag(self, mention: Found) -> Actor | None:
        """The state whose plane it is: "a US surveillance drone", "the planes" told of before."""
        for word in self.syntax.children(mention.head, "adjective", "compound"):
            result = self._at_token(word)
            if result and result.actor.kind == "State":
                return result.actor
        return self._craft_before() if self._definite(mention) else None

    def _craft_before(self) -> Actor | None:
        """Whose the planes or ships were that were told of last, with whose they are."""
        now = self.sentence[self._now()]
        for _, _, _, result in self._lately(now, FEW_SENTENCES):
            told = result.found.noun.noun.split()[0] if result.found.noun else ""
            if told in CRAFT | {"fighter"} and result.rule == "owner + organ":
                return result.actor
        return None

    def _organ_before(self, noun: str) -> Actor | None:
        """Whose the officials were that were told of last, with whose they are."""
        now = self.sentence[self._now()]
        for _, _, _, result in self._lately(now, FEW_SENTENCES):
            told = result.found.noun.noun if result.found.noun else ""
            of_country = result.rule == "organ of the country" and " " in self._text(result.found)
            if told == noun and (of_country or result.rule == "owner + organ"):
                return result.actor
        return None

    def _organ_untold(self, mention: Found, noun: str, text: str) -> Resolved | None:
        """Whose it is where the phrase does not tell: a side's, the unit's, the country's."""
        if self._is_a_side(mention, text):
            return self._armed(mention, None)
        words = set(text.split())
        if words & OF_MANY:
            return self._described(mention, None, None, "Group", 0.4)
        if self._is_military(mention) and (words | {self._before(mention)}) & APART:
            country = self._country_of_rebels(mention)
            return self._described(mention, None, country, "ArmedGroup", 0.4)
        if noun in CRAFT and not words & OFFICIAL:
            return meant(mention, self._flag(mention), "whose were told of before", 0.5)
        if noun in MACHINES or text in PLURAL_EACH:
            return None  # "missile tests" are nobody, "governments that talk to kidnappers" many
        if noun in UNITS and self._of_anybody(mention):
            return None  # "a volunteer military force" may be anybody's
        if text in UNITS and self._definite(mention):
            fighters = self._latest(("ArmedGroup", "Opposition", "Military"), reach=2)
            if fighters or noun != "force":  # "the unit" is one that was told of
                return meant(mention, fighters, "the unit")
        return self._of_the_state(mention, noun)

    def _is_military(self, mention: Found) -> bool:
        return mention.noun is not None and mention.noun.kind == "Military"

    def _is_a_side(self, mention: Found, text: str) -> bool:
        """Whether soldiers or officials are of a side that is no state: "rebel officials"."""
        rebels = any(word in text for word in REBELLIOUS) or set(text.split()) & OF_NO_STATE
        return bool(rebels) or (self._is_military(mention) and self._backed(mention, text))

    def _of_the_state(self, mention: Found, noun: str) -> Resolved | None:
        """Whose an organ is of which nothing else is told: as before, else the country's."""
        if noun in AGAIN and self._definite(mention) and (earlier := self._organ_before(noun)):
            return Resolved(found=mention, actor=earlier, rule=f"the {noun}s before", score=0.6)
        place = self._place_owning(mention)
        near = place.country if place else self._country_near(mention)
        country = near if noun != "regime" else self.setting
        if noun == "administration" and self.votes["US"]:
            country = "US"  # no other government is called so without its name
        if country and country in self.actors.states:
            actor = self._of_state(self.actors.states[country])
            return Resolved(found=mention, actor=actor, rule="organ of the country", score=0.5)
        others = () if noun in OF_STATES_ONLY else ("ArmedGroup", "Military", "Alliance")
        earlier = self._latest((*STATE_LIKE, *others))
        if earlier:
            return Resolved(found=mention, actor=earlier, rule="organ of the last state", score=0.4)
        return None

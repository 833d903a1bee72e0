"""What "both sides", "the country", "the group" and "the city" mean: who or what was named."""

from collections import defaultdict

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.antecedents import SPEAKING
from actorgraph.loaders.discourse import REACH, STATE_LIKE, Resolved, meant
from actorgraph.loaders.offices import Offices
from actorgraph.ontology.actors import Actor

OFFICIAL = (*STATE_LIKE, "Military", "Ministry", "Police", "Intelligence", "Media")
PEOPLE = frozenset({"man", "woman", "leader", "president", "minister"})
SIDES = (*STATE_LIKE, "ArmedGroup", "Opposition", "Party")
FIGHTING = frozenset(
    "militant terror terrorist extremist jihadist jihadi islamist rebel insurgent armed "
    "separatist guerrilla militia".split()
)
ARMED = ("ArmedGroup", "Opposition", "Party")
GROUPS = (*ARMED, "NGO", "Alliance", "IGO", "Religious", "Company", "Group")


class Collectives(Offices):
    """Resolves the nouns that point at what was named before."""

    def _sides(self, mention: Found) -> Resolved | None:
        """The two actors of the kind that were named most around there, the first named first."""
        noun = mention.noun.noun if mention.noun else ""
        if not mention.member:
            return None
        kinds: tuple[str, ...] = ("Person",) if noun in PEOPLE else ("State", "Region")
        if noun in ("side", "party", "rival", "enemy", "foe", "adversary", "belligerent"):
            kinds = SIDES
        if noun == "two":
            last = self._latest(("Person", *SIDES), reach=REACH)
            kinds = ("Person",) if last and last.kind == "Person" else SIDES
        pair = self._two(mention, kinds)
        if not pair and noun == "leader":
            pair = self._two(mention, ("State",))
        if not pair:
            return None
        return Resolved(found=mention, actor=pair[mention.member - 1], rule="both", score=0.5)

    def _two(self, mention: Found, kinds: tuple[str, ...]) -> list[Actor]:
        weight: dict[str, float] = defaultdict(float)
        actors: dict[str, Actor] = {}
        now, barred = self.sentence[mention.head], self._barred(mention)
        for at, sentence, salience, result in self._lately(now, REACH + 1):
            if result.actor.id in barred:
                continue  # who "urged both sides" is none of them
            if result.actor.kind in kinds and at < mention.head:
                actors[result.actor.id] = result.actor
                weight[result.actor.id] += min(salience, 1.5) / (1 + now - sentence)
        first = sorted(actors, key=lambda actor: -weight[actor])[:2]
        return [actors[actor] for actor in first] if len(first) > 1 else []

    def _country(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = self.doc[mention.head]
        if mention.member:
            return self._sides(mention)
        if noun.tag_ == "NNS" or owner is not None:
            name = self._text(mention)
            return self._new(mention, name, "Group", "countries as written", 0.4) if owner else None
        if noun.lower_ == "power" or noun.text == "State" or self._of_anybody(mention):
            return None  # "in power", "Secretary of State", "a country in which"
        return meant(mention, self._country_meant(mention), "the country")

    def _country_meant(self, mention: Found) -> Actor | None:
        """The state that was told most and last, rather that of the article.

        It is not whose subject acts in or on it ("America keeps troops in the country"), nor, where
        another state is named in the sentence, that of who speaks of it.
        """
        now, acting, speaking = self.sentence[mention.head], *self._acting_and_speaking(mention)
        barred = acting | speaking

        def fits(result: Resolved) -> float:
            if result.actor.country in barred:
                return 0.0
            here = 2.0 if self.sentence[result.found.head] == now else 1.0
            return here * (1.5 if result.actor.country == self.setting else 1.0)

        kinds = ("State", "Region")
        own = next(iter(sorted(speaking - acting)), None)
        if own is not None and self._antecedent(mention, kinds, fits, reach=0) is None:
            return self.actors.states.get(own)
        return self._antecedent(mention, kinds, fits)

    def _acting_and_speaking(self, mention: Found) -> tuple[set[str], set[str]]:
        """The countries of who acts in the clause around a word, and of who says the clause."""
        acting: set[str] = set()
        at, label = mention.head, self.syntax.label(mention.head)
        own = label == "possessor"  # "its ally praised the country's army" tells nothing
        while (above := self.syntax.head(at)) is not None:
            subjects = self.syntax.children(above, "subject")
            if label == "complement":
                return acting, self._countries_of(subjects) if self._speaks(above) else set()
            if subjects and at not in subjects and not acting and not own:
                acting = self._countries_of(subjects)
            at, label = above, self.syntax.label(above)
        return acting, set()

    def _speaks(self, verb: int) -> bool:
        return self.doc[verb].lemma_.lower() in SPEAKING

    def _countries_of(self, nouns: list[int]) -> set[str]:
        """The countries of bodies and states that nouns name, or whose they are."""
        named = [self._at_token(noun) for noun in nouns]
        for noun in nouns:
            named += [self.results[index] for index in self.over.get(noun, ())]
        return {
            found.actor.country
            for found in named
            if found and found.actor.country and found.actor.kind in OFFICIAL
        }

    def _the_group(self, mention: Found, text: str) -> Actor | None:
        """Whom "the group" or "the militant group" means."""
        words = set(text.casefold().split())
        if words & FIGHTING and self._definite(mention):
            return self._antecedent(mention, ARMED, _rather_named, reach=6)
        if len(words) > 1:
            return None
        return self._antecedent(mention, GROUPS, _rather_named, reach=4)


def _rather_named(result: Resolved) -> float:
    """A group that has a name is likelier meant by "the group" than a description."""
    return 0.4 if result.rule == "description" else 1.0

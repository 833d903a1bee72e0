"""What noun phrases mean: "Russian warplanes", "the rebels", "the foreign minister"."""

from actorgraph.loaders.actor_words import ActorNoun, Found
from actorgraph.loaders.collectives import Collectives
from actorgraph.loaders.discourse import STATE_LIKE, Resolved, clean, meant
from actorgraph.loaders.owners import plural, with_article
from actorgraph.ontology.actors import Actor

# Words that leave it open which of a country's rebels are meant.
OF_A_SIDE = frozenset(
    "opposition rebel insurgent armed moderate local syrian anti-government".split()
)
GOVERNING = frozenset({"government", "regime", "administration"})
ARMED_BY = frozenset({"backed", "supported", "allied", "aligned", "trained", "armed", "funded"})
MISSILES = frozenset({"missile", "rocket"})
UNITS = frozenset({"force", "unit", "battalion", "brigade", "contingent", "corps", "legion"})
PLAIN_PEOPLE = frozenset(
    "civilian resident people inhabitant villager citizen population man woman child family victim "
    "local public".split()
)


class Phrases(Collectives):
    """Resolves noun phrases headed by a noun that can stand for an actor."""

    def _resolve_phrase(self, mention: Found) -> Resolved | None:  # noqa: PLR0911 - a dispatch
        noun = mention.noun
        if noun is None:
            return None
        text = clean(self._text(mention))
        listed = self.catalogue.named(text, self.date)
        if listed:
            return Resolved(found=mention, actor=listed[0], rule=f"alias {text!r}", score=0.9)
        named = self._name_of(mention, noun)
        if named:
            return named
        if mention.member:
            return self._sides(mention)
        owner = self._owner(mention)
        match noun.stands_for:
            case "state":
                return self._state_or_side(mention, owner)
            case "country":
                return self._country(mention, owner)
            case "armed" | "opposition":
                return self._armed(mention, owner)
            case "people":
                return self._people(mention, owner)
            case "person":
                return self._office(mention, owner)
            case "body":
                return self._body(mention, owner, text)
            case "sides":
                return None
            case _:
                return self._group(mention, owner)

    def _name_of(self, mention: Found, noun: ActorNoun) -> Resolved | None:
        """What the phrase is a title of: "President Erdogan", "the Kurdish militia, the YPG"."""
        if noun.stands_for in ("state", "sides", "country"):
            return None
        head, label = self.syntax.head(mention.head), self.syntax.label(mention.head)
        for index in self._nearby(mention):
            other = self.found[index]
            below = self.syntax.head(other.head) == mention.head
            apposed = below and self.syntax.label(other.head) in ("apposition", "compound")
            inside = head is not None and other.start <= head < other.end
            inside = inside and label in ("apposition", "compound")
            if other.start == mention.end or apposed or inside:
                result = self.results[index] or self.resolve(other)
                if result and not result.place and self._suits(noun, result.actor):
                    return Resolved(
                        found=mention,
                        actor=result.actor,
                        rule="title of the name",
                        score=0.8,
                        name=index,
                    )
        return None

    def _suits(self, noun: ActorNoun, actor: Actor) -> bool:
        """Whether an actor can be what the noun says: a president is a person, a militia is not."""
        if noun.stands_for == "person":
            return actor.kind == "Person"
        if actor.kind in ("State", "Region"):
            return False
        singular_person = noun.stands_for in ("group", "people") and actor.kind == "Person"
        return singular_person or (noun.stands_for != "people" and actor.kind != "Person")

    def _place_name(self, token: int) -> str | None:
        mentions = (self.found[index] for index in self.over.get(token, ()))
        return next((self._text(m) for m in mentions if m.form in ("known", "name")), None)

    def _state_or_side(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun, kind = (mention.noun.noun, mention.noun.kind) if mention.noun else ("", "Group")
        text = self._text(mention).casefold()
        if owner is None and kind == "Military" and self._backed(mention, text):
            return self._armed(mention, None)
        if noun == "counterpart":
            holder = self._counterpart(mention, owner)
            if holder:
                return holder
        if owner is None and ("rebel" in text or "opposition" in text or "insurgent" in text):
            return self._armed(mention, None)
        if owner is None and noun in MISSILES:
            return None  # "missile tests" are nobody
        if owner is None and text in UNITS and self._definite(mention):
            fighters = self._latest(("ArmedGroup", "Opposition", "Military"), reach=2)
            if fighters:
                return Resolved(found=mention, actor=fighters, rule="the unit", score=0.5)
        if owner is not None:
            actor = self._of_state(owner) if owner.kind == "State" else owner
            if owner.kind == "Person":
                actor = self._led_by(owner, ever=noun in GOVERNING) or owner
            return Resolved(found=mention, actor=actor, rule="owner + organ", score=0.85)
        earlier = self._latest(
            STATE_LIKE
            if noun
            in (
                "government",
                "regime",
                "authority",
                "administration",
                "official",
                "leadership",
                "army",
                "military",
                "police",
            )
            else (*STATE_LIKE, "ArmedGroup", "Military", "Alliance")
        )
        country = self._country_near(mention) if noun != "regime" else self.setting
        if noun == "administration" and self.votes["US"]:
            country = "US"  # no other government is called so without its name
        if country and country in self.actors.states:
            actor = self._of_state(self.actors.states[country])
            return Resolved(found=mention, actor=actor, rule="organ of the country", score=0.5)
        if earlier:
            return Resolved(found=mention, actor=earlier, rule="organ of the last state", score=0.4)
        return None

    def _backed(self, mention: Found, text: str) -> bool:
        """Whether a state is told that stands behind them: "Turkish-backed" are not Turkey's."""
        before = self.doc[mention.start - 1].lower_ if mention.start else ""
        return text.startswith(("pro-", "anti-")) or before in ARMED_BY

    def _armed(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else "rebel"
        if owner is not None and owner.kind not in ("State", "Region", "Population"):
            return Resolved(found=mention, actor=owner, rule="owner + fighters", score=0.85)
        text = clean(self._text(mention))
        if owner is None and " " not in text and noun not in ("rebel", "insurgent", "opposition"):
            earlier = self._antecedent(mention, ("ArmedGroup", "Opposition"), reach=4)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the fighters", score=0.5)
        state = owner if owner and owner.kind == "State" else None
        country = state.country if state else self._country_of_rebels(mention)
        if owner is None and text in ("rebels", "insurgents") and not self._opposition(country):
            earlier = self._latest(("ArmedGroup",), reach=6)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the rebels", score=0.5)
        known = self.actors.of_country(text, country, self.date) if owner is state else None
        if known:
            return Resolved(found=mention, actor=known, rule="those of the country", score=0.6)
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
        return self.setting if self._opposition(self.setting) else self._country_near(mention)

    def _opposition(self, country: str | None) -> Actor | None:
        listed = self.actors.by_country.get((country or "", "Opposition"), [])
        return listed[0] if listed else None

    def _people(self, mention: Found, owner: Actor | None) -> Resolved:
        place = next(
            (
                text
                for preposition, noun in self.syntax.phrases(mention.head)
                if preposition in ("of", "in", "from") and (text := self._place_name(noun))
            ),
            None,
        )
        noun = mention.noun.noun if mention.noun else "civilian"
        word = "civilians" if noun in PLAIN_PEOPLE else plural(noun)
        if place:
            return self._new(mention, f"{word} ({place})", "Population", "people of a place", 0.6)
        country = owner.country if owner else self._country_near(mention)
        state = self.actors.states.get(country or "")
        name = f"{word} ({state.name})" if state else word
        return self._new(mention, name, "Population", "people of the country", 0.5, country)

    def _body(self, mention: Found, owner: Actor | None, text: str) -> Resolved | None:
        noun, kind = (mention.noun.noun, mention.noun.kind) if mention.noun else ("", "Group")
        country = owner.country if owner else None
        own = clean(self.doc[self._own_start(mention) : mention.end].text).casefold()
        national = kind in ("Ministry", "Legislature", "Court")
        for candidate in (
            [country] if country else self._countries_near(mention) if national else []
        ):
            listed = self.actors.by_country.get((candidate, kind), [])
            match = [a for a in listed if any(_names(own, n) for n in (a.name, *a.aliases))]
            if match:
                return Resolved(
                    found=mention, actor=match[0], rule="body of the country", score=0.7
                )
        if national and owner is None:
            country = next(iter(self._countries_near(mention)), None)
        if owner is None and noun in ("group", "organization", "organisation", "movement", "body"):
            earlier = self._the_group(mention, text)
            if earlier or " " not in text:
                return meant(mention, earlier, f"the {noun}")
        if owner is None and " " not in text:
            return meant(mention, self._latest((kind,), reach=4), f"the {noun}")
        if owner is not None and owner.kind not in STATE_LIKE:
            return Resolved(found=mention, actor=owner, rule="owner + body", score=0.6)
        return self._described(mention, owner, country, kind, 0.5)

    def _group(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else ""
        of = noun in (
            "ally",
            "critic",
            "supporter",
            "backer",
            "opponent",
            "partner",
            "rival",
            "foe",
            "enemy",
            "adversary",
            "aide",
            "adviser",
            "sponsor",
            "patron",
            "friend",
        )
        if of:
            if owner is None:
                return None
            return self._new(
                mention,
                f"{plural(noun)} of {with_article(owner.name)}",
                "Group",
                "description",
                0.5,
            )
        if owner is None and " " not in self._text(mention):
            return None
        return self._described(mention, owner, owner.country if owner else None, "Group", 0.4)


def _names(words: str, name: str) -> bool:
    """Whether the words are all in the name: "Defence Ministry" in "Ministry of Defense"."""
    spelled = name.casefold().replace("defense", "defence")
    return set(words.replace("defense", "defence").split()) <= set(spelled.split())

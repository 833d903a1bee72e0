"""What noun phrases mean: "Russian warplanes", "the rebels", "the foreign minister"."""

from itertools import islice

from actorgraph.loaders.discourse import COLLECTIVE, STATE_LIKE, Resolved, clean, meant
from actorgraph.loaders.mentions import ActorNoun, Found
from actorgraph.loaders.names import Names
from actorgraph.ontology.actors import Actor

FARTHEST = 1000  # mentions back, among which "both sides" are looked for
UNITS = frozenset({"force", "unit", "battalion", "brigade", "contingent", "corps", "legion"})
PLAIN_PEOPLE = frozenset(
    "civilian resident people inhabitant villager citizen population man woman child family victim "
    "local public".split()
)
HEADS_OF_STATE = frozenset(
    {"president", "prime minister", "king", "chancellor", "leader", "premier"}
)


class Phrases(Names):
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
                return self._sides(mention)
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

    def _owner(self, mention: Found) -> Actor | None:
        """Whose they are: "Russian warplanes", "Assad's forces", "members of the Taliban"."""
        if mention.owner is not None:
            result = self.results[mention.owner]
            if result and not result.place:
                return result.actor
        for preposition, noun in self.syntax.phrases(mention.head):
            if preposition in ("of", "from"):
                result = self._at_token(noun)
                if result and not result.place:
                    return result.actor
        return None

    def _own_start(self, mention: Found) -> int:
        """Where the phrase begins without whose it is: behind "Egypt's" in "Egypt's president"."""
        if mention.owner is None or self.found[mention.owner].start < mention.start:
            return mention.start
        end = self.found[mention.owner].end
        return end + 1 if self.doc[end].tag_ == "POS" else end

    def _definite(self, mention: Found) -> bool:
        before = self.doc[mention.start - 1] if mention.start else None
        return before is not None and before.lower_ in ("the", "this", "that", "his", "her")

    def _of_state(self, state: Actor) -> Actor:
        """The actor that a state's organs count as: its government where that is one apart."""
        return self.catalogue.government(state.id, self.date) or state

    def _led_by(self, person: Actor) -> Actor | None:
        for bond in person.bonds:
            if bond.relation == "leads" and bond.holds_on(self.date):
                led = self.catalogue.actors.get(bond.other)
                if led:
                    return self._of_state(led) if led.kind == "State" else led
        return None

    def _place_name(self, token: int) -> str | None:
        mentions = (self.found[index] for index in self.over.get(token, ()))
        return next((self._text(m) for m in mentions if m.form in ("known", "name")), None)

    def _state_or_side(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else ""
        text = self._text(mention).casefold()
        if owner is None and ("rebel" in text or "opposition" in text or "insurgent" in text):
            return self._armed(mention, None)
        if owner is None and text in UNITS and self._definite(mention):
            fighters = self._latest(("ArmedGroup", "Opposition", "Military"), reach=2)
            if fighters:
                return Resolved(found=mention, actor=fighters, rule="the unit", score=0.5)
        if owner is not None:
            actor = self._of_state(owner) if owner.kind == "State" else owner
            if owner.kind == "Person":
                actor = self._led_by(owner) or owner
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
        if noun == "administration" and "US" in self._countries():
            country = "US"  # no other government is called so without its name
        if country and country in self.actors.states:
            actor = self._of_state(self.actors.states[country])
            return Resolved(found=mention, actor=actor, rule="organ of the country", score=0.5)
        if earlier:
            return Resolved(found=mention, actor=earlier, rule="organ of the last state", score=0.4)
        return None

    def _country(self, mention: Found, owner: Actor | None) -> Resolved | None:
        plural = self.doc[mention.head].tag_ == "NNS"
        if plural or owner is not None:
            name = self._text(mention)
            return self._new(mention, name, "Group", "countries as written", 0.4) if owner else None
        earlier = self._latest(("State", "Region"))
        return meant(mention, earlier, "the country")

    def _armed(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else "rebel"
        if owner is not None and owner.kind not in ("State", "Region", "Population"):
            return Resolved(found=mention, actor=owner, rule="owner + fighters", score=0.85)
        text = clean(self._text(mention))
        if owner is None and " " not in text and noun not in ("rebel", "insurgent", "opposition"):
            earlier = self._latest(("ArmedGroup", "Opposition"), reach=4)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the fighters", score=0.5)
        state = owner if owner and owner.kind == "State" else None
        country = state.country if state else self._country_of_rebels(mention)
        if owner is None and text in ("rebels", "insurgents") and not self._opposition(country):
            earlier = self._latest(("ArmedGroup",), reach=6)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the rebels", score=0.5)
        side = self._opposition(country) if noun != "terrorist" else None
        plain = text.split()[-1].casefold() in (
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
        word = "civilians" if noun in PLAIN_PEOPLE else _plural(noun)
        if place:
            return self._new(mention, f"{word} ({place})", "Population", "people of a place", 0.6)
        country = owner.country if owner else self._country_near(mention)
        state = self.actors.states.get(country or "")
        name = f"{word} ({state.name})" if state else word
        return self._new(mention, name, "Population", "people of the country", 0.5, country)

    def _office(self, mention: Found, owner: Actor | None) -> Resolved | None:
        head = self.doc[mention.head]
        if head.tag_ == "NNS":
            if owner is not None and owner.kind != "Person":
                actor = self._of_state(owner) if owner.kind == "State" else owner
                return Resolved(found=mention, actor=actor, rule="leaders of", score=0.7)
            return None
        title = clean(self.doc[self._own_start(mention) : mention.end].text).casefold()
        earlier = self._latest(("Person",), reach=6, leading=title in HEADS_OF_STATE)
        if owner is None and earlier and title in HEADS_OF_STATE and self._definite(mention):
            return Resolved(found=mention, actor=earlier, rule="the leader named before", score=0.6)
        state = owner or self.actors.states.get(self._country_near(mention) or "")
        told = owner is not None or title in HEADS_OF_STATE or " " in title
        if mention.owner is not None and any(
            p == "of" for p, _ in self.syntax.phrases(mention.head)
        ):
            told = False  # "the UN's head of humanitarian operations" does not head the UN
        told = told and self.date is not None  # who holds an office depends on the day
        if state is not None and told:
            holders = self.catalogue.holders(title, state.id, self.date)
            if len(holders) == 1:
                score = 0.75 if owner else 0.5
                return Resolved(
                    found=mention, actor=holders[0], rule="office on the date", score=score
                )
        earlier = self._latest(("Person",), reach=4)
        if owner is None and earlier and self._definite(mention):
            return Resolved(found=mention, actor=earlier, rule="the office named before", score=0.5)
        if owner is not None and owner.kind == "ArmedGroup":
            return Resolved(found=mention, actor=owner, rule="unnamed leader of", score=0.5)
        country = owner.country if owner else None
        return self._described(mention, owner, country, "Person", 0.4)

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
        if owner is None and " " not in text:
            earlier = self._latest(
                COLLECTIVE
                if noun in ("group", "organization", "organisation", "movement", "body")
                else (kind,),
                reach=4,
            )
            return meant(mention, earlier, f"the {noun}")
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
                mention, f"{_plural(noun)} of {_the(owner.name)}", "Group", "description", 0.5
            )
        if owner is None and " " not in self._text(mention):
            return None
        return self._described(mention, owner, owner.country if owner else None, "Group", 0.4)

    def _sides(self, mention: Found) -> Resolved | None:
        """The last two actors of the kind: "both sides", "the two men"."""
        noun = mention.noun.noun if mention.noun else ""
        kinds = (
            ("Person",) if noun in ("man", "leader") else (*STATE_LIKE, "ArmedGroup", "Opposition")
        )
        before = self.doc[mention.start - 1].lower_ if mention.start else ""
        if not (
            noun in ("side", "party", "both", "duo") and before in ("both", "two", "the", "warring")
        ):
            return None
        found: list[Actor] = []
        for _, _, _, result in islice(reversed(self.memory.recent), FARTHEST):
            if result.actor.kind in kinds and result.actor.id not in [a.id for a in found]:
                found.append(result.actor)
            if len(found) == 2:
                return Resolved(found=mention, actor=found[1], rule="both sides", score=0.4)
        return None

    def _described(
        self, mention: Found, owner: Actor | None, country: str | None, kind: str, score: float
    ) -> Resolved:
        """A new actor named by its description, with the country in brackets."""
        start = mention.start
        if mention.owner is not None and owner is not None and owner.kind in STATE_LIKE:
            start = self.found[mention.owner].end
            country = owner.country or country
        words = [
            t.text for t in self.doc[start : mention.end] if t.text not in ("'s", "’s", "’", "'")
        ]
        noun = (
            _plural(words[-1])
            if self.doc[mention.head].tag_ == "NN" and kind != "Person"
            else words[-1]
        )
        state = self.actors.states.get(country or "")
        name = clean(" ".join([*words[:-1], noun]))
        name = (
            name[:1].lower() + name[1:]
            if name.split()[0].casefold() == name.split()[0][:1].casefold() + name.split()[0][1:]
            and not name.split()[0].isupper()
            and self.doc[start].tag_ != "NNP"
            else name
        )
        full = f"{name} ({state.name})" if state else name
        return self._new(mention, full, kind, "description", score, country)


def _names(words: str, name: str) -> bool:
    """Whether the words are all in the name: "Defence Ministry" in "Ministry of Defense"."""
    spelled = name.casefold().replace("defense", "defence")
    return set(words.replace("defense", "defence").split()) <= set(spelled.split())


def _the(name: str) -> str:
    return f"the {name}" if name in ("United States", "United Kingdom", "United Nations") else name


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun != "woman":
        return noun[:-3] + "men"
    if noun == "woman":
        return "women"
    if noun == "child":
        return "children"
    if noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")

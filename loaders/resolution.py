"""Which actor a mention means: catalogue, roles on the date, and coreference inside the article."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from spacy.tokens import Doc

from actorgraph.loaders.mentions import ActorNoun, Found
from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.actors import Actor, slug
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.claims import Mention
from actorgraph.ontology.gazetteer import Place
from actorgraph.ontology.gazetteer import named as places_named

FUZZY = 90  # rapidfuzz ratio from which two spellings of a person's name are one person
REACH = 3  # sentences that a pronoun looks back
STATE_LIKE = ("State", "Region", "Government")
COLLECTIVE = (
    "ArmedGroup",
    "Opposition",
    "Party",
    "Alliance",
    "IGO",
    "NGO",
    "Military",
    "Ministry",
    "Legislature",
    "Court",
    "Media",
    "Company",
    "Police",
    "Intelligence",
    "Group",
    "Religious",
)
ORGANISATION_WORDS = frozenset(
    "party front brigade brigades army movement ministry department committee corps force forces "
    "council union league group organization organisation agency bureau institute university "
    "foundation association center centre court house senate commission network company bank "
    "airlines news times post journal church society federation coalition alliance congress "
    "battalion division regiment command guard police office service services authority fund "
    "administration campaign inc corp ltd tv radio press".split()
)
EVENT_WORDS = frozenset(
    "war operation agreement accord treaty act day conference summit festival prize resolution "
    "revolution uprising spring street road avenue airport hospital river sea mountain island "
    "bridge square stadium hotel province region district valley strait gulf ocean peninsula "
    "constitution plan protocol convention cup games week olympics election doctrine deal embassy "
    "consulate base camp palace mosque cathedral building theatre gate".split()
)
UNITS = frozenset({"force", "unit", "battalion", "brigade", "contingent", "corps", "legion"})
HEADS_OF_STATE = frozenset(
    {"president", "prime minister", "king", "chancellor", "leader", "premier"}
)
# States that news names in every conflict; a weaker sign of where an article is set.
GREAT_POWERS = frozenset({"US", "GB", "RU", "FR", "CN"})
REGIONS = frozenset(
    ["province", "region", "governorate", "district", "valley", "island", "peninsula", "city"]
)
AT_A_PLACE = frozenset(
    "in at near outside around inside across into through via throughout".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention and the actor it means; `others` are further actors meant by the same words.

    `score` (0 to 1) says how sure the choice is, `rule` how it was made; `place` is set where the
    words name a place of the gazetteer, and `name` is the mention that a title belongs to: of
    "Turkish president" where "Erdogan" follows.
    """

    found: Found
    actor: Actor
    rule: str
    score: float
    others: tuple[Actor, ...] = ()
    place: Place | None = None
    name: int | None = None


@dataclass(slots=True)
class _Memory:
    """What the article has named so far."""

    persons: dict[str, Actor] = field(default_factory=dict)  # by surname, lower case
    recent: list[tuple[int, int, float, Resolved]] = field(default_factory=list)


class Resolver:
    """Resolves the mentions of articles against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.persons = {a.name: a for a in catalogue.actors.values() if a.kind == "Person"}
        self.surnames: dict[str, list[Actor]] = {}
        for actor in self.persons.values():
            for name in {_surname(name) for name in (actor.name, *actor.aliases)}:
                self.surnames.setdefault(name, []).append(actor)
        self.by_country: dict[tuple[str, str], list[Actor]] = {}
        for actor in catalogue.actors.values():
            if actor.country:
                self.by_country.setdefault((actor.country, actor.kind), []).append(actor)
        self.states = {
            a.country: a for a in catalogue.actors.values() if a.kind == "State" and a.country
        }
        self._fuzzy: dict[str, Actor | None] = {}

    def resolve(
        self, found: Sequence[Found], doc: Doc, syntax: Syntax, article: Article
    ) -> list[Resolved | None]:
        """Return, for each mention, what it means, or None where nothing sure can be said."""
        return _Reading(self, found, doc, syntax, article).run()

    def similar_person(self, name: str) -> Actor | None:
        """Return the catalogue's person whose name is spelt nearly like this one."""
        if name not in self._fuzzy:
            initial = name[:1]
            names = [n for n in self.persons if n[:1] == initial]
            best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=FUZZY)
            self._fuzzy[name] = self.persons[best[0]] if best else None
        return self._fuzzy[name]


class _Reading:
    """One article being resolved, mention by mention, in text order."""

    def __init__(
        self, resolver: Resolver, found: Sequence[Found], doc: Doc, syntax: Syntax, article: Article
    ) -> None:
        self.resolver, self.catalogue = resolver, resolver.catalogue
        self.found, self.doc, self.syntax = found, doc, syntax
        self.date = article.published[:10] if article.published else None
        self.memory = _Memory()
        self.results: list[Resolved | None] = [None] * len(found)
        self.sentence = _sentence_numbers(doc)
        self.setting = self._setting(article.title)

    def run(self) -> list[Resolved | None]:
        for index, mention in enumerate(self.found):
            result = self._resolve(index, mention)
            self.results[index] = result
            if result and not result.place:
                self._remember(result)
        return self.results

    # -- what the article is about -----------------------------------------------------------

    def _setting(self, title: str) -> str | None:
        """The country that most of the article is about: "the government" means its government."""
        votes: Counter[str] = Counter()
        for mention in self.found:
            if mention.alias:
                actor = self._known(mention)
                if actor and actor.country:
                    foreign = actor.country in GREAT_POWERS or actor.kind == "Person"
                    votes[actor.country] += 1 if foreign else 4
                    votes[actor.country] += 2 * (mention.alias in title)
            elif mention.form == "name":
                for place in places_named(self._text(mention))[:1]:
                    if place.country:
                        votes[place.country] += 2
        return votes.most_common(1)[0][0] if votes else None

    def _countries_near(self, mention: Found) -> list[str]:
        """The countries that a body may be of: its spokesman's, then the last ones named."""
        found = [
            actor.country
            for index in self._nearby(mention)
            if (actor := self._known(self.found[index])) and actor.kind == "Person"
        ]
        now = self.sentence[mention.head]
        found += [
            result.actor.country
            for _, sentence, _, result in reversed(self.memory.recent)
            if now - sentence <= REACH and result.actor.kind in STATE_LIKE
        ]
        return [country for country in dict.fromkeys([*found, self.setting]) if country]

    def _country_near(self, mention: Found) -> str | None:
        """The country named last before the mention in its sentence, else that of the article."""
        number = self.sentence[mention.head]
        for _, sentence, _, result in reversed(self.memory.recent):
            if sentence != number:
                break
            if result.actor.country and result.actor.kind in STATE_LIKE:
                return result.actor.country
        return self.setting

    # -- the forms ---------------------------------------------------------------------------

    def _resolve(self, index: int, mention: Found) -> Resolved | None:
        match mention.form:
            case "known":
                return self._resolve_known(mention)
            case "name":
                return self._resolve_name(mention)
            case "phrase":
                return self._resolve_phrase(mention)
            case "pronoun":
                return self._resolve_pronoun(mention)

    def _text(self, mention: Found) -> str:
        return str(self.doc[mention.start : mention.end].text)

    def _known(self, mention: Found) -> Actor | None:
        alias = mention.alias or ""
        actors = self.catalogue.named(alias, self.date) or self.catalogue.named(alias)
        if actors:
            return actors[0]
        return (
            self.catalogue.adjective(alias)
            or self.catalogue.demonym(alias)
            or self.catalogue.capital(alias)
        )

    def _resolve_known(self, mention: Found) -> Resolved | None:
        actor = self._known(mention)
        if actor is None:
            return None
        if self.catalogue.capital(mention.alias or "") and self._at_a_place(mention):
            for place in places_named(mention.alias or "")[:1]:
                return _place(mention, place)
        if actor.kind == "Person":
            self.memory.persons[_surname(actor.name)] = actor
            self.memory.persons[_surname(mention.alias or "")] = actor
        return Resolved(found=mention, actor=actor, rule=f"alias {mention.alias!r}", score=0.95)

    def _at_a_place(self, mention: Found) -> bool:
        arc = self.syntax.above.get(mention.head)
        return arc is not None and arc.label == "phrase" and arc.preposition in AT_A_PLACE

    def _resolve_name(self, mention: Found) -> Resolved | None:
        text = _clean(self._text(mention))
        words = text.split()
        last = words[-1].casefold()
        if len(words) > 1 and last in EVENT_WORDS:
            places = places_named(text) or places_named(" ".join(words[:-1]))
            return _place(mention, places[0]) if places and last in REGIONS else None
        surname = _surname(text)
        seen = self.memory.persons.get(surname)
        if seen and (len(words) == 1 or _same_first_name(text, seen)):
            return Resolved(found=mention, actor=seen, rule="surname seen before", score=0.9)
        if len(words) == 1 and not mention.titled:
            places = places_named(text)
            if places:
                return _place(mention, places[0])
        person = self._person(mention, text, surname)
        if person:
            self.memory.persons[surname] = person.actor
            return person
        places = places_named(text)
        if places:
            return _place(mention, places[0])
        if last in ORGANISATION_WORDS:
            return self._new(mention, text, _kind_of_organisation(last), "name as written", 0.7)
        if len(words) > 1 or mention.titled:
            return self._new_person(mention, text)
        return self._new(mention, text, "Group", "single unknown name", 0.3)

    def _person(self, mention: Found, text: str, surname: str) -> Resolved | None:
        if " " in text:
            actor = self.resolver.similar_person(text)
            if actor is None:
                return None
            return Resolved(found=mention, actor=actor, rule="similar name", score=0.85)
        holders = self.resolver.surnames.get(surname, [])
        if self.date:
            in_office = [
                a for a in holders if any(b.title and b.holds_on(self.date) for b in a.bonds)
            ]
            holders = in_office or ([] if len(holders) > 1 else holders)
        if len(holders) == 1 and (mention.titled or holders[0].country in self._countries()):
            return Resolved(found=mention, actor=holders[0], rule="surname in office", score=0.7)
        return None

    def _countries(self) -> set[str | None]:
        return {result.actor.country for _, _, _, result in self.memory.recent} | {self.setting}

    def _new_person(self, mention: Found, text: str) -> Resolved:
        resolved = self._new(mention, text, "Person", "name as written", 0.75)
        self.memory.persons[_surname(text)] = resolved.actor
        return resolved

    def _new(
        self,
        mention: Found,
        name: str,
        kind: str,
        rule: str,
        score: float,
        country: str | None = None,
    ) -> Resolved:
        actor = self.catalogue.actors.get(slug(name)) or Actor(
            id=slug(name), name=name, kind=kind, country=country
        )
        return Resolved(found=mention, actor=actor, rule=rule, score=score)

    # -- noun phrases ------------------------------------------------------------------------

    def _resolve_phrase(self, mention: Found) -> Resolved | None:
        noun = mention.noun
        if noun is None:
            return None
        text = _clean(self._text(mention))
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

    def _at_token(self, token: int) -> Resolved | None:
        """What a noun below the mention means: a name, a title of one, or one in apposition."""
        for noun in (token, *self.syntax.children(token, "apposition", "compound")):
            for index, mention in enumerate(self.found):
                if mention.start <= noun < mention.end and mention.form in (
                    "known",
                    "name",
                    "phrase",
                ):
                    result = self.results[index] or self._resolve(index, mention)
                    if result and (mention.form != "phrase" or result.name is not None):
                        return result
        return None

    def _of_state(self, state: Actor) -> Actor:
        """The actor that a state's organs count as: its government where that is one apart."""
        return self.catalogue.government(state.id, self.date) or state

    def _state_or_side(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else ""
        text = self._text(mention).casefold()
        if owner is None and ("rebel" in text or "opposition" in text or "insurgent" in text):
            return self._armed(mention, None)
        if owner is None and noun in UNITS and self._definite(mention):
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
        if country and country in self.resolver.states:
            actor = self._of_state(self.resolver.states[country])
            return Resolved(found=mention, actor=actor, rule="organ of the country", score=0.5)
        if earlier:
            return Resolved(found=mention, actor=earlier, rule="organ of the last state", score=0.4)
        return None

    def _led_by(self, person: Actor) -> Actor | None:
        for bond in person.bonds:
            if bond.relation == "leads" and bond.holds_on(self.date):
                led = self.catalogue.actors.get(bond.other)
                if led:
                    return self._of_state(led) if led.kind == "State" else led
        return None

    def _country(self, mention: Found, owner: Actor | None) -> Resolved | None:
        plural = self.doc[mention.head].tag_ == "NNS"
        if plural or owner is not None:
            name = self._text(mention)
            return self._new(mention, name, "Group", "countries as written", 0.4) if owner else None
        earlier = self._latest(("State", "Region"))
        return _meant(mention, earlier, "the country")

    def _armed(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else "rebel"
        if owner is not None and owner.kind not in ("State", "Region", "Population"):
            return Resolved(found=mention, actor=owner, rule="owner + fighters", score=0.85)
        text = _clean(self._text(mention))
        if owner is None and " " not in text and noun not in ("rebel", "insurgent", "opposition"):
            earlier = self._latest(("ArmedGroup", "Opposition"), reach=4)
            if earlier:
                return Resolved(found=mention, actor=earlier, rule="the fighters", score=0.5)
        state = owner if owner and owner.kind == "State" else None
        country = state.country if state else self._country_of_rebels(mention)
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
        """Rebels are of the article's country where one is known to have them, else of the last one."""
        return self.setting if self._opposition(self.setting) else self._country_near(mention)

    def _opposition(self, country: str | None) -> Actor | None:
        listed = self.resolver.by_country.get((country or "", "Opposition"), [])
        return listed[0] if listed else None

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
        state = self.resolver.states.get(country or "")
        name = _clean(" ".join([*words[:-1], noun]))
        name = (
            name[:1].lower() + name[1:]
            if name.split()[0].casefold() == name.split()[0][:1].casefold() + name.split()[0][1:]
            and not name.split()[0].isupper()
            and self.doc[start].tag_ != "NNP"
            else name
        )
        full = f"{name} ({state.name})" if state else name
        return self._new(mention, full, kind, "description", score, country)

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
        word = (
            "civilians"
            if noun
            in (
                "civilian",
                "resident",
                "people",
                "inhabitant",
                "villager",
                "citizen",
                "population",
                "man",
                "woman",
                "child",
                "family",
                "victim",
                "local",
                "public",
            )
            else _plural(noun)
        )
        if place:
            return self._new(mention, f"{word} ({place})", "Population", "people of a place", 0.6)
        country = owner.country if owner else self._country_near(mention)
        state = self.resolver.states.get(country or "")
        name = f"{word} ({state.name})" if state else word
        return self._new(mention, name, "Population", "people of the country", 0.5, country)

    def _place_name(self, token: int) -> str | None:
        for mention in self.found:
            if mention.start <= token < mention.end and mention.form in ("known", "name"):
                return self._text(mention)
        return None

    def _office(self, mention: Found, owner: Actor | None) -> Resolved | None:
        head = self.doc[mention.head]
        if head.tag_ == "NNS":
            if owner is not None and owner.kind != "Person":
                actor = self._of_state(owner) if owner.kind == "State" else owner
                return Resolved(found=mention, actor=actor, rule="leaders of", score=0.7)
            return None
        title = _clean(self.doc[self._own_start(mention) : mention.end].text).casefold()
        earlier = self._latest(("Person",), reach=6, leading=title in HEADS_OF_STATE)
        if owner is None and earlier and title in HEADS_OF_STATE and self._definite(mention):
            return Resolved(found=mention, actor=earlier, rule="the leader named before", score=0.6)
        state = owner or self.resolver.states.get(self._country_near(mention) or "")
        if state is not None:
            holders = self.catalogue.holders(title, state.id, self.date)
            if len(holders) == 1:
                score = 0.75 if owner else 0.5
                return Resolved(
                    found=mention, actor=holders[0], rule="office on the date", score=score
                )
        earlier = self._latest(("Person",), reach=4)
        if owner is None and earlier and self._definite(mention):
            return Resolved(found=mention, actor=earlier, rule="the office named before", score=0.5)
        country = owner.country if owner else None
        return self._described(mention, owner, country, "Person", 0.4)

    def _own_start(self, mention: Found) -> int:
        return self.found[mention.owner].end if mention.owner is not None else mention.start

    def _definite(self, mention: Found) -> bool:
        before = self.doc[mention.start - 1] if mention.start else None
        return before is not None and before.lower_ in ("the", "this", "that", "his", "her")

    def _name_of(self, mention: Found, noun: ActorNoun) -> Resolved | None:
        """What the phrase is a title of: "Turkish president Erdogan", "the Kurdish militia, the YPG"."""
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
                result = self.results[index] or self._resolve(index, other)
                if result and not result.place and self._suits(noun, result.actor):
                    return Resolved(
                        found=mention,
                        actor=result.actor,
                        rule="title of the name",
                        score=0.8,
                        name=index,
                    )
        return None

    def _nearby(self, mention: Found) -> list[int]:
        """The names of the mention's sentence that stand outside it, the nearest first."""
        near = [
            index
            for index in range(max(0, mention.index - 6), min(len(self.found), mention.index + 7))
            if self.found[index].form in ("known", "name")
            and self.sentence[self.found[index].head] == self.sentence[mention.head]
            and not mention.start <= self.found[index].head < mention.end
        ]
        return sorted(near, key=lambda index: abs(self.found[index].start - mention.end))

    def _suits(self, noun: ActorNoun, actor: Actor) -> bool:
        """Whether an actor can be what the noun says: a president is a person, a militia is not."""
        if noun.stands_for == "person":
            return actor.kind == "Person"
        if actor.kind in ("State", "Region"):
            return False
        singular_person = noun.stands_for in ("group", "people") and actor.kind == "Person"
        return singular_person or (noun.stands_for != "people" and actor.kind != "Person")

    def _body(self, mention: Found, owner: Actor | None, text: str) -> Resolved | None:
        noun, kind = (mention.noun.noun, mention.noun.kind) if mention.noun else ("", "Group")
        country = owner.country if owner else None
        own = _clean(self.doc[self._own_start(mention) : mention.end].text).casefold()
        national = kind in ("Ministry", "Legislature", "Court")
        for candidate in (
            [country] if country else self._countries_near(mention) if national else []
        ):
            listed = self.resolver.by_country.get((candidate, kind), [])
            match = [
                a for a in listed if any(own in name.casefold() for name in (a.name, *a.aliases))
            ]
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
            return _meant(mention, earlier, f"the {noun}")
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
        """ "Both sides" and "the two men" are the last two actors of the kind."""
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
        for _, _, _, result in reversed(self.memory.recent):
            if result.actor.kind in kinds and result.actor.id not in [a.id for a in found]:
                found.append(result.actor)
            if len(found) == 2:  # noqa: PLR2004 - a pair
                return Resolved(
                    found=mention, actor=found[1], others=(found[0],), rule="both sides", score=0.4
                )
        return None

    # -- pronouns ----------------------------------------------------------------------------

    def _resolve_pronoun(self, mention: Found) -> Resolved | None:
        word = self.doc[mention.head].lower_
        blamed = self._blamed(mention) if word in ("its", "his", "her", "their") else None
        if blamed:
            return Resolved(found=mention, actor=blamed, rule="whose deed it is", score=0.6)
        if word in ("he", "she", "him", "her", "his", "himself", "herself"):
            return self._pronoun(mention, ("Person",), 0.7)
        if word in ("it", "its", "itself"):
            return self._pronoun(mention, (*STATE_LIKE, *COLLECTIVE), 0.5)
        if word in ("they", "them", "their", "themselves"):
            kinds = ("ArmedGroup", "Opposition", "Population", "Group", *STATE_LIKE, *COLLECTIVE)
            return self._pronoun(mention, kinds, 0.5)
        return None

    def _blamed(self, mention: Found) -> Actor | None:
        """In "cautioned Turkey over its attacks" the object owns the deed, not the subject."""
        noun = self.syntax.head(mention.head)
        arc = self.syntax.above.get(noun) if noun is not None else None
        if arc is None or arc.label != "phrase" or arc.preposition not in ("over", "for", "about"):
            return None
        for thing in self.syntax.children(arc.head, "object"):
            result = self._at_token(thing) if thing < mention.head else None
            if result and not result.place:
                return result.actor
        return None

    def _pronoun(self, mention: Found, kinds: tuple[str, ...], score: float) -> Resolved | None:
        actor = self._latest(kinds, before=mention.head)
        return _meant(mention, actor, "pronoun", score)

    def _latest(
        self,
        kinds: Iterable[str],
        reach: int = REACH,
        before: int | None = None,
        *,
        leading: bool = False,
    ) -> Actor | None:
        """The best antecedent: recent and salient (subjects before other roles)."""
        wanted = frozenset(kinds)
        now = self.sentence[before if before is not None else self._now]
        best: tuple[float, Actor] | None = None
        for at, sentence, salience, result in reversed(self.memory.recent):
            if now - sentence > reach:
                break
            if result.actor.kind not in wanted or (before is not None and at >= before):
                continue
            if leading and not any(b.relation == "leads" for b in result.actor.bonds):
                continue
            value = salience / (1 + now - sentence)
            if best is None or value > best[0]:
                best = (value, result.actor)
        return best[1] if best else None

    @property
    def _now(self) -> int:
        return self.memory.recent[-1][0] if self.memory.recent else 0

    def _remember(self, result: Resolved) -> None:
        head = result.found.head
        label = self.syntax.label(head)
        subject = label in ("subject", "passive_subject")
        inside = result.found.inside is not None or label in ("possessor", "adjective", "compound")
        salience = 3.0 if subject else 0.8 if inside else 1.5
        self.memory.recent.append((head, self.sentence[head], salience, result))


def as_mention(resolved: Resolved, doc: Doc) -> Mention:
    """Return the mention as a claim keeps it, with its character offsets."""
    span = doc[resolved.found.start : resolved.found.end]
    return Mention(
        actor=resolved.actor.id,
        name=resolved.actor.name,
        kind="Place" if resolved.place else resolved.actor.kind,
        text=span.text,
        start=span.start_char,
        end=span.end_char,
        resolution=f"{resolved.rule} ({resolved.score:.2f})",
    )


def _meant(mention: Found, actor: Actor | None, rule: str, score: float = 0.5) -> Resolved | None:
    return None if actor is None else Resolved(found=mention, actor=actor, rule=rule, score=score)


def _place(mention: Found, place: Place) -> Resolved:
    actor = Actor(id=slug(place.name), name=place.name, kind="Place", country=place.country)
    return Resolved(found=mention, actor=actor, rule="place", score=0.8, place=place)


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers = []
    number = -1
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _surname(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return words[-1] if words else ""


def _same_first_name(text: str, person: Actor) -> bool:
    names = {name.split()[0].casefold() for name in (person.name, *person.aliases) if " " in name}
    return text.split()[0].casefold().rstrip(".") in names or not names


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


def _kind_of_organisation(word: str) -> str:
    kinds = {
        "party": "Party",
        "movement": "Party",
        "front": "ArmedGroup",
        "brigade": "ArmedGroup",
        "brigades": "ArmedGroup",
        "battalion": "ArmedGroup",
        "army": "ArmedGroup",
        "ministry": "Ministry",
        "department": "Ministry",
        "agency": "Ministry",
        "bureau": "Ministry",
        "court": "Court",
        "house": "Legislature",
        "senate": "Legislature",
        "company": "Company",
        "bank": "Company",
        "airlines": "Company",
        "inc": "Company",
        "corp": "Company",
        "ltd": "Company",
        "news": "Media",
        "times": "Media",
        "post": "Media",
        "journal": "Media",
        "tv": "Media",
        "radio": "Media",
        "press": "Media",
        "church": "Religious",
        "coalition": "Alliance",
        "alliance": "Alliance",
        "police": "Police",
        "forces": "Military",
        "force": "Military",
        "command": "Military",
        "corps": "Military",
        "guard": "Military",
    }
    return kinds.get(word, "NGO")

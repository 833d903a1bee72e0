"""What names mean: actors of the catalogue, persons named before, places, new actors."""

from actorgraph.loaders.actor_words import KIND_WORDS, Found, first_names, no_actors
from actorgraph.loaders.antecedents import Antecedents
from actorgraph.loaders.discourse import Resolved, at_place, clean, meant
from actorgraph.loaders.known_actors import surname_of
from actorgraph.ontology.actors import Actor, slug
from actorgraph.ontology.gazetteer import named as places_named

ORGANISATION_WORDS = frozenset(
    "party front brigade brigades army movement ministry department committee corps force forces "
    "council union league group organization organisation agency bureau institute university "
    "foundation association college academy school center centre court house senate commission "
    "network company bank airlines news times post journal church society federation coalition "
    "alliance congress battalion division regiment command guard police office service services "
    "authority fund administration campaign inc corp ltd tv radio press examiner caller herald "
    "tribune gazette telegraph chronicle daily weekly magazine review".split()
)
# Prefixes of the ships of navies.
SHIPS = {"USS": "US", "HMS": "GB", "HMAS": "AU", "HMCS": "CA", "USNS": "US"}
MEDIA = frozenset(
    "news times post journal tv radio press examiner caller herald tribune gazette telegraph "
    "chronicle daily weekly magazine review".split()
)
EVENT_WORDS = frozenset(
    "war operation agreement accord treaty act day conference summit festival prize resolution "
    "revolution uprising spring street road avenue airport hospital river sea mountain island "
    "bridge square stadium hotel province region district valley strait gulf ocean peninsula "
    "constitution plan protocol convention cup games week olympics election doctrine deal embassy "
    "consulate base camp tower palace mosque cathedral building theatre gate".split()
)
REGIONS = frozenset(
    ["province", "region", "governorate", "district", "valley", "island", "peninsula", "city"]
)
FIRST_NAME_REACH = 40  # sentences over which a first name goes on to mean one who was named
SURNAME_FIRST = frozenset({"KP", "KR", "CN", "TW", "VN", "HK", "SG"})  # "Kim" is Kim Jong Un


class Names(Antecedents):
    """Resolves names."""

    def _resolve_known(self, mention: Found) -> Resolved | None:
        actor = self._known(mention)
        if actor is None:
            return None
        if self.catalogue.capital(mention.alias or "") and self._at_a_place(mention):
            for place in places_named(mention.alias or "")[:1]:
                return at_place(mention, place)
        if actor.kind == "Person":
            self.memory.persons[surname_of(actor.name)] = actor
            self.memory.persons[surname_of(mention.alias or "")] = actor
            if actor.country in SURNAME_FIRST:
                self.memory.persons[actor.name.split()[0].casefold()] = actor
        if actor.kind == "Population":
            actor = self._part_here(actor)
        return Resolved(found=mention, actor=actor, rule=f"alias {mention.alias!r}", score=0.95)

    def _part_here(self, people: Actor) -> Actor:
        """The part of a people that lives where the article is set: Kurds in Syria."""
        parts = {
            self.catalogue.actors[part].country or "": part
            for part, tie in self.catalogue.held.get(people.id, ())
            if tie.relation == "part_of" and self.catalogue.actors[part].kind == "Population"
        }
        places = [country for country, _ in self.places.most_common() if country in parts]
        return self.catalogue.actors[parts[places[0]]] if places else people

    def _resolve_name(self, mention: Found) -> Resolved | None:
        text = clean(self._text(mention))
        words = text.split()
        last = words[-1].casefold()
        if len(words) > 1 and last in EVENT_WORDS:
            places = places_named(text) or places_named(" ".join(words[:-1]))
            return at_place(mention, places[0]) if places and last in REGIONS else None
        if told := self._ship(mention, words) or self._abbreviation(mention, text):
            return told
        surname = surname_of(text)
        seen = self.memory.persons.get(surname)
        if seen and (len(words) == 1 or _same_first_name(text, seen)):
            return Resolved(found=mention, actor=seen, rule="surname seen before", score=0.9)
        if len(words) == 1 and not mention.titled:
            places = places_named(text)
            if places:
                return at_place(mention, places[0])
        person = self._person(mention, text, surname)
        if person:
            self.memory.persons[surname] = person.actor
            return person
        places = places_named(text)
        if places:
            return at_place(mention, places[0])
        return self._unknown_name(mention, text, words)

    def _unknown_name(self, mention: Found, text: str, words: list[str]) -> Resolved | None:
        """What a name means that nobody known has: a new actor, or nobody."""
        last = words[-1].casefold()
        if len(words) == 1 and not mention.titled and last in first_names():
            person = self._of_first_name(last, self.sentence[mention.head])
            return meant(mention, person, "first name of one named", 0.6)
        if len(words) == 1 and (_names_nobody(text) or last in EVENT_WORDS):
            return None
        known_by = [word for word in (last, *_before_of(words)) if word in ORGANISATION_WORDS]
        if known_by:
            kind = _kind_of_organisation(known_by[0])
            return self._new(mention, text, kind, "name as written", 0.7)
        described = len(words) > 1 and words[0].casefold() in KIND_WORDS
        if not described and (len(words) > 1 or mention.titled):
            return self._new_person(mention, text)
        return self._new(mention, text, "Group", "single unknown name", 0.3)

    def _ship(self, mention: Found, words: list[str]) -> Resolved | None:
        """The state whose flag a ship shows: "HMS Defender", "the USS Ross"."""
        prefix = words[0] if len(words) > 1 else self._before(mention).upper()
        flag = self.actors.states.get(SHIPS.get(prefix, ""))
        return meant(mention, flag, "ship of the state", 0.8)

    def _of_first_name(self, name: str, now: int) -> Actor | None:
        """The one person named in the last sentences who has this first name."""
        found = {
            result.actor.id: result.actor
            for _, _, _, result in self._lately(now, FIRST_NAME_REACH)
            if result.actor.kind == "Person" and result.actor.name.casefold().startswith(f"{name} ")
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _abbreviation(self, mention: Found, text: str) -> Resolved | None:
        """Who has this abbreviation, given in brackets here or before: "the Front (ZLF)"."""
        for index in range(mention.index - 1, max(mention.index - 4, -1), -1):
            whole = self.found[index]
            if self._abbreviates(mention, whole):
                result = self.results[index]
                if result and not result.place and result.actor.kind not in ("State", "Person"):
                    self.memory.abbreviations[text] = result.actor
        known = self.memory.abbreviations.get(text)
        return meant(mention, known, f"abbreviation {text!r}", 0.85)

    def _person(self, mention: Found, text: str, surname: str) -> Resolved | None:
        if " " in text:
            actor = self.actors.similar_person(text)
            if actor is None:
                return None
            return Resolved(found=mention, actor=actor, rule="similar name", score=0.85)
        holders = self.actors.surnames.get(surname, [])
        if self.date:
            in_office = [
                a for a in holders if any(b.title and b.holds_on(self.date) for b in a.bonds)
            ]
            holders = in_office or ([] if len(holders) > 1 else holders)
        if len(holders) == 1 and (mention.titled or holders[0].country in self._countries()):
            return Resolved(found=mention, actor=holders[0], rule="surname in office", score=0.7)
        return None

    def _new_person(self, mention: Found, text: str) -> Resolved:
        resolved = self._new(mention, text, "Person", "name as written", 0.75)
        self.memory.persons[surname_of(text)] = resolved.actor
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


def _names_nobody(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or word.rstrip(".") in no_actors()


def _before_of(words: list[str]) -> list[str]:
    """The word before "of" or "for" in a name: "bank" in "Royal Bank of Scotland"."""
    places = [i for i, word in enumerate(words) if word in ("of", "for", "on", "&") and i]
    return [words[place - 1].casefold() for place in places]


def _same_first_name(text: str, person: Actor) -> bool:
    names = {name.split()[0].casefold() for name in (person.name, *person.aliases) if " " in name}
    return text.split(maxsplit=1)[0].casefold().rstrip(".") in names or not names


def _kind_of_organisation(word: str) -> str:
    if word in MEDIA:
        return "Media"
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

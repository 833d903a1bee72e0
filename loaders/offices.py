"""Whom an office means: "the US secretary of state", "the president", "Russia's leader"."""

from collections.abc import Iterator

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import BEHIND_HYPHEN, Resolved, clean, meant
from actorgraph.loaders.owners import Owners
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.catalogue import HEADS

HEADS_OF_STATE = frozenset(
    {"president", "prime minister", "king", "chancellor", "leader", "premier"}
)
# What the holder of an office is called in other states.
SAME_OFFICE = {"secretary of state": "foreign minister", "foreign minister": "secretary of state"}
LEADER_REACH = 18  # sentences over which "the president" goes on to mean one who was named
LAWMAKERS = frozenset({"lawmaker", "legislator", "parliamentarian"})
# Several of these do not stand for the state they are of: "Russian tycoons", "US senators".
OF_THEIR_OWN = frozenset(
    "senator congressman congresswoman politician tycoon billionaire oligarch candidate nominee "
    "magnate preacher suspect defendant fugitive dictator judge magistrate mayor governor".split()
)


class Offices(Owners):
    """Resolves the titles of persons, by the catalogue and by whom the article names."""

    def _office(self, mention: Found, owner: Actor | None) -> Resolved | None:
        if self.doc[mention.head].tag_ == "NNS":
            return self._office_holders(mention, owner)
        title = clean(self.doc[self._own_start(mention) : mention.end].text).casefold()
        of_state = owner is not None and owner.kind in ("State", "Region")
        if title in HEADS_OF_STATE and self._is_some_head(mention):
            # "no American president would": whoever holds the office
            return None if of_state else self._described(mention, owner, None, "Person", 0.4)
        told = owner is not None or title in HEADS_OF_STATE or " " in title
        if self._of_more(mention):
            told = False  # "the UN's head of humanitarian operations" does not head the UN
        if owner is None and title in HEADS_OF_STATE and self._of_another(mention):
            return self._described(mention, owner, None, "Person", 0.4)
        if owner is None and title in HEADS_OF_STATE and self._definite(mention):
            leader = self._leader_named(mention, title)
            if leader:
                return Resolved(
                    found=mention, actor=leader, rule="the leader named before", score=0.6
                )
        state = owner or self.actors.states.get(self._country_near(mention) or "")
        if state is not None and told:
            holder = self._holder(title, state)
            if holder:
                score = 0.75 if owner else 0.5
                return Resolved(found=mention, actor=holder, rule="office on the date", score=score)
        # "the head of the army's research" is told apart by what it is of
        definite = self._definite(mention) and not self._of_nouns(mention)
        if owner is None and definite and title not in HEADS_OF_STATE:
            earlier = self._antecedent(mention, ("Person",), reach=4)
            if earlier:
                rule = "the office named before"
                return Resolved(found=mention, actor=earlier, rule=rule, score=0.5)
        if owner is not None and owner.kind == "ArmedGroup":
            return Resolved(found=mention, actor=owner, rule="unnamed leader of", score=0.5)
        country = owner.country if owner else None
        return self._described(mention, owner, country, "Person", 0.4)

    def _is_some_head(self, mention: Found) -> bool:
        """Whether it is one of many, or told by who backs him: "a president", "Moscow-backed"."""
        return self._of_anybody(mention) or self._before(mention) in BEHIND_HYPHEN

    def _pope(self, mention: Found) -> Resolved | None:
        """Who is pope on the day, or the one that an article without a date names."""
        state = self.catalogue.actors.get("holy-see")
        holder = self._holder("pope", state) if state else None
        return meant(mention, holder, "office on the date", 0.8)

    def _of_another(self, mention: Found) -> bool:
        """Whether it is told of what, and that is nobody known: "a leader of a terrorist group"."""
        return any(self.doc[noun].pos_ == "NOUN" for noun in self._of_nouns(mention))

    def _of_more(self, mention: Found) -> bool:
        """Whether the office is of something that neither its owner nor its title tells."""
        return mention.owner is not None and bool(self._of_nouns(mention))

    def _of_nouns(self, mention: Found) -> list[int]:
        """The nouns behind the office that tell of what it is."""
        phrases = self.syntax.phrases(mention.head)
        return [noun for word, noun in phrases if word == "of" and noun >= mention.end]

    def _office_holders(self, mention: Found, owner: Actor | None) -> Resolved | None:
        """Several holders stand for what they belong to: "UN envoys", "lawmakers"."""
        noun = mention.noun.noun if mention.noun else ""
        if noun in LAWMAKERS and (owner is None or owner.kind == "State"):
            country = owner.country if owner else self.setting
            house = self._house(mention, owner, country)
            if house:
                return Resolved(found=mention, actor=house, rule="members of", score=0.5)
        if owner is not None and owner.kind != "Person":
            if noun in OF_THEIR_OWN:
                return self._described(mention, owner, owner.country, "Group", 0.4)
            actor = self._of_state(owner) if owner.kind == "State" else owner
            return Resolved(found=mention, actor=actor, rule="leaders of", score=0.7)
        if owner is None and " " in self._text(mention):
            country = self._country_near(mention)
            return self._described(mention, None, country, "Group", 0.4)  # "tribal leaders"
        return None

    def _house(self, mention: Found, owner: Actor | None, country: str | None) -> Actor | None:
        """The house that lawmakers sit in: the one named before, or that of the country meant."""
        if owner is not None:
            return self._legislature(country)
        named = self._latest(("Legislature",))
        sure = self._country_near(mention) == country  # else it is a guess
        return named or (self._legislature(country) if sure else None)

    def _counterpart(self, mention: Found, owner: Actor | None) -> Resolved | None:
        """Who has the same office in another state: "met his Russian counterpart"."""
        if owner is None or owner.kind != "State" or self.doc[mention.head].tag_ == "NNS":
            return None
        for _, _, _, result in self._lately(self.sentence[mention.head], 1):
            for bond in result.actor.bonds:
                if bond.relation == "leads" and bond.title and bond.holds_on(self.date):
                    title = self.catalogue.office(bond.title)
                    holder = self._holder(title, owner)
                    if holder is None and title in SAME_OFFICE:
                        holder = self._holder(SAME_OFFICE[title], owner)
                    if holder and holder.id != result.actor.id:
                        return Resolved(
                            found=mention, actor=holder, rule="office on the date", score=0.6
                        )
        return None

    def _legislature(self, country: str | None) -> Actor | None:
        """The legislature of a country, the whole of it where it has two houses."""
        listed = {a.id: a for a in self.actors.by_country.get((country or "", "Legislature"), [])}
        if len(listed) == 1:
            return next(iter(listed.values()))
        wholes = {b.other for a in listed.values() for b in a.bonds if b.relation == "part_of"}
        inside = {a.id for a in listed.values() if any(b.other in listed for b in a.bonds)}
        whole = [listed[a] for a in sorted(wholes - inside) if a in listed]
        return whole[0] if len(whole) == 1 else None

    def _holder(self, title: str, other: Actor) -> Actor | None:
        """Who holds an office on the day; of those that the article names without a date."""
        if self.date is not None:  # who holds an office depends on the day
            holders = self.catalogue.holders(title, other.id, self.date)
            if len(holders) > 1:  # a state has a president and a prime minister
                holders = tuple(holder for holder in holders if holder.id in self.persons)
            return holders[0] if len(holders) == 1 else None
        named = {person.id: person for person in self._cast(title, other.id)}
        return next(iter(named.values())) if len(named) == 1 else None

    def _cast(self, title: str, other: str | None = None) -> Iterator[Actor]:
        """Yield the persons of the article who hold an office, or once did if it has no date."""
        wanted = self.catalogue.office(title)
        for person in self.persons.values():
            for bond in person.bonds:
                if bond.relation != "leads" or (other is not None and bond.other != other):
                    continue
                if self.date is not None and not bond.holds_on(self.date):
                    continue
                if wanted in HEADS or self.catalogue.office(bond.title) == wanted:
                    yield person
                    break

    def _leader_named(self, mention: Found, title: str) -> Actor | None:
        """Whom "the president" means: the one named last who is one, else the country's."""
        cast = {person.id for person in self._cast(title) if self._heads_a_state(person)}
        for _, sentence, _, result in reversed(self.memory.recent):
            if result.actor.id in cast:
                return result.actor
            if self.sentence[mention.head] - sentence > LEADER_REACH:
                break
        if title in HEADS:
            return self._latest(("Person",), reach=6, leading=True)
        state = self.actors.states.get(self.setting or "")
        return self._holder(title, state) if state and self.date else None

    def _heads_a_state(self, person: Actor) -> bool:
        others = (self.catalogue.actors.get(b.other) for b in person.bonds if b.relation == "leads")
        return any(other is not None and other.kind in ("State", "Region") for other in others)

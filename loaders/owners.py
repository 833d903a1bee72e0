"""Whose a noun phrase is, and how an actor is named by its description."""

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import STATE_LIKE, Resolved, clean
from actorgraph.loaders.names import Names
from actorgraph.ontology.actors import Actor

ALWAYS_CAPITAL = frozenset(
    "sunni shia shiite shi'ite kurdish arab christian muslim jewish hindu buddhist western "
    "european african gulf latin american palestinian islamist islamic".split()
)
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "whose"})
OF_ANYBODY = frozenset({"a", "an", "any", "no", "every", "each"})
ARTICLES_OF_ONE = frozenset({"the", "this", "that", "his", "her", "its", "their"})


class Owners(Names):
    """Finds the owners of noun phrases, and names what is known by a description only."""

    def _owner(self, mention: Found) -> Actor | None:
        """Whose they are: "Russian warplanes", "his allies", "members of the Taliban"."""
        if mention.owner is not None:
            result = self.results[mention.owner]
            if result and not result.place:
                return result.actor
        for token in self.syntax.children(mention.head, "possessor"):
            if self.doc[token].lower_ in POSSESSIVE:
                for index in self.over.get(token, ()):
                    result = self.results[index]
                    if result:
                        return result.actor
        for preposition, noun in self.syntax.phrases(mention.head):
            if preposition in ("of", "from") and noun >= mention.end:
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

    def _of_anybody(self, mention: Found) -> bool:
        """Whether it is one of several, or none: "a high American official", "no president"."""
        head = self.doc[mention.head]
        singular = head.tag_ in ("NN", "NNP")
        return singular and any(child.lower_ in OF_ANYBODY for child in head.lefts)

    def _definite(self, mention: Found) -> bool:
        return self._before(mention) in ARTICLES_OF_ONE

    def _points_at_one(self, mention: Found) -> bool:
        """Whether the noun has such an article, whatever stands between: "the same armed group"."""
        return any(child.lower_ in ARTICLES_OF_ONE for child in self.doc[mention.head].lefts)

    def _of_state(self, state: Actor) -> Actor:
        """The actor that a state's organs count as: its government where that is one apart."""
        return self.catalogue.government(state.id, self.date) or state

    def _led_by(self, person: Actor, *, ever: bool = False) -> Actor | None:
        """What a person leads on the day; without a date, or for `ever`, a state once led."""
        if ever:
            return self._led_by(person) or self._once_led(person)
        for bond in person.bonds:
            led = self.catalogue.actors.get(bond.other)
            if bond.relation == "leads" and led is not None and bond.holds_on(self.date):
                return self._of_state(led) if led.kind == "State" else led
        return None if self.date else self._once_led(person)

    def _once_led(self, person: Actor) -> Actor | None:
        states = (self.catalogue.actors.get(b.other) for b in person.bonds if b.relation == "leads")
        return next((state for state in states if state and state.kind == "State"), None)

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
        if self.doc[mention.head].tag_ == "NN" and kind != "Person":
            words[-1] = plural(words[-1])
        name = clean(" ".join(words)).replace(" - ", "-")
        named = any(self.found[i].form in ("known", "name") for i in self.over.get(start, ()))
        capital = named or name.split()[0].casefold() in ALWAYS_CAPITAL
        if self.doc[start].is_sent_start and not capital:
            name = name[:1].lower() + name[1:]
        state = self.actors.states.get(country or "")
        full = f"{name} ({state.name})" if state else name
        return self._new(mention, full, kind, "description", score, country)


def with_article(name: str) -> str:
    """Return a name as it stands behind "of": "the United States"."""
    return f"the {name}" if name in ("United States", "United Kingdom", "United Nations") else name


def plural(noun: str) -> str:
    """Return the plural of a noun that stands for people or bodies."""
    if noun.endswith("man") and noun != "woman":
        return noun[:-3] + "men"
    if noun == "woman":
        return "women"
    if noun == "child":
        return "children"
    if noun.endswith("s") or noun in ("media", "press", "people", "personnel"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) and noun != "oligarch" else "s")

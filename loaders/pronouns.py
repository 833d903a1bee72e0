"""Whom pronouns mean: who was named before, and may be meant there."""

from functools import cache
from importlib.resources import files

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import COLLECTIVE, REACH, STATE_LIKE, Resolved, meant
from actorgraph.loaders.phrases import Phrases
from actorgraph.ontology.actors import Actor

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
OF_OWN_CLAUSE = frozenset({"his", "its", "their", "himself", "herself", "itself", "themselves"})
BODIES = (*STATE_LIKE, *COLLECTIVE)
MANY = ("ArmedGroup", "Opposition", "Population", "Group", "Police", "Alliance")
SPEAKING = frozenset(
    "say tell add tweet write explain continue ask note argue declare warn state insist reply "
    "claim announce recall conclude stress".split()
)
OFTEN = 0.2  # what each time that an actor was named before adds to how likely it is meant


@cache
def first_names() -> dict[str, str]:
    """Return "he" or "she" for first names in lower case that tell which."""
    table = files("actorgraph.loaders").joinpath("lexicon", "first_names.tsv")
    lines = table.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: pronoun for name, pronoun in pairs if name != "name"}


class Pronouns(Phrases):
    """Resolves pronouns of the third person."""

    def _resolve_pronoun(self, mention: Found) -> Resolved | None:
        word = self.doc[mention.head].lower_
        blamed = self._blamed(mention) if word in ("its", "his", "her", "their") else None
        if blamed:
            return Resolved(found=mention, actor=blamed, rule="whose deed it is", score=0.6)
        if word in HE | SHE:
            return meant(mention, self._antecedent(mention, ("Person",)), "pronoun", 0.7)
        if word in IT:
            return meant(mention, self._antecedent(mention, BODIES), "pronoun", 0.5)
        if word in THEY:
            actor = self._antecedent(mention, ("Population", *BODIES))
            return meant(mention, actor, "pronoun", 0.5)
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

    def _antecedent(self, mention: Found, kinds: tuple[str, ...]) -> Actor | None:
        """The best of those named in the last sentences: recent, salient, and fit for the word."""
        wanted, word = frozenset(kinds), self.doc[mention.head].lower_
        now, barred = self.sentence[mention.head], self._barred(mention)
        best: tuple[float, Actor] | None = None
        for at, sentence, salience, result in reversed(self.memory.recent):
            if now - sentence > REACH:
                break
            if result.actor.kind not in wanted or at >= mention.head:
                continue
            if result.actor.id in barred:
                continue
            told = min(self.told[result.actor.id], 8)
            value = salience * self._fits(word, result) / (1 + now - sentence) * (1 + OFTEN * told)
            if value and (best is None or value > best[0]):
                best = (value, result.actor)
        return best[1] if best else None

    def _fits(self, word: str, result: Resolved) -> float:
        """How well a pronoun goes with what was named: 0 where it cannot mean it."""
        if result.actor.kind == "Person":
            told = first_names().get(_first_name(result.actor.name))
            return float(told is None or word in (HE if told == "he" else SHE))
        plural = self.doc[result.found.head].tag_ in ("NNS", "NNPS")
        if word in IT:
            return 0.3 if plural else 1.0
        return 1.0 if plural or result.actor.kind in MANY else 0.4

    def _barred(self, mention: Found) -> set[str]:
        """Who cannot be meant: who acts on the pronoun, and who speaks where it is quoted."""
        barred: set[str] = set()
        word = self.doc[mention.head].lower_
        above = self.syntax.above.get(mention.head)
        if above and word not in OF_OWN_CLAUSE and above.label in ("object", "indirect", "phrase"):
            for subject in self.syntax.subjects(above.head):
                barred |= self._actors_at(subject)
        if self.quoted[mention.head]:
            for token in self._speakers_near(mention):
                barred |= self._actors_at(token)
        return barred

    def _speakers_near(self, mention: Found) -> list[int]:
        """The subjects of verbs of speaking around a quotation, in this sentence and the next."""
        start = self.doc[mention.head].sent.start
        end = self.doc[mention.head].sent.end
        following = self.doc[end].sent.end if end < len(self.doc) else end
        return [
            subject
            for token in self.doc[max(0, start) : following]
            if token.lemma_.lower() in SPEAKING and not self.quoted[token.i]
            for subject in self.syntax.children(token.i, "subject")
        ]

    def _actors_at(self, token: int) -> set[str]:
        """The actors of the mentions around a token that are resolved already, or can be."""
        found = set()
        for index in self.over.get(token, ()):
            other = self.found[index]
            result = self.results[index]
            if result is None and other.form in ("known", "name") and other.head == token:
                result = self.resolve(other)
            if result:
                found.add(result.actor.id)
        return found


def _first_name(name: str) -> str:
    first, _, rest = name.partition(" ")
    return first.casefold() if rest else ""

"""Whom pronouns mean: who was named before, and may be meant there."""

from actorgraph.loaders.actor_words import Found, first_names
from actorgraph.loaders.antecedents import SPEAKING
from actorgraph.loaders.discourse import COLLECTIVE, STATE_LIKE, Resolved, meant
from actorgraph.loaders.phrases import Phrases
from actorgraph.ontology.actors import Actor

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
BODIES = (*STATE_LIKE, *COLLECTIVE)
# What is done to the things of others.
HARM = frozenset(
    "attack bomb bombard shell kill violate invade seize occupy strike target fire capture detain "
    "arrest hit shoot raid ambush threaten enter".split()
)
SUBJECTS = ("subject", "passive_subject")
TOWARDS = frozenset({"to", "against", "at"})
MANY = ("ArmedGroup", "Opposition", "Population", "Group", "Police", "Alliance")


class Pronouns(Phrases):
    """Resolves pronouns of the third person."""

    def _resolve_pronoun(self, mention: Found) -> Resolved | None:
        word = self.doc[mention.head].lower_
        blamed = self._blamed(mention) if word in ("its", "his", "her", "their") else None
        if blamed:
            return Resolved(found=mention, actor=blamed, rule="whose deed it is", score=0.6)
        harmed = self._harmed(mention) if word in ("its", "their") else None
        if harmed:
            return Resolved(found=mention, actor=harmed, rule="whose it is that is hit", score=0.6)
        shared = self._sharing(mention) if word in ("its", "his", "her", "their") else None
        if shared:
            return Resolved(found=mention, actor=shared, rule="of the one beside", score=0.6)

        def fits(result: Resolved) -> float:
            return self._fits(word, result)

        if joined := self._of_the_clause_beside(mention, word):
            return Resolved(found=mention, actor=joined, rule="of the clause beside", score=0.6)
        if word in HE | SHE:
            person = self._antecedent(mention, ("Person",), fits)
            if person is not None:
                self.called.setdefault(person.id, "he" if word in HE else "she")
            return meant(mention, person, "pronoun", 0.7)
        if word in IT and self._stands_for_clause(mention):
            return None
        if word in IT:
            return meant(mention, self._antecedent(mention, BODIES, fits), "pronoun", 0.5)
        if word in THEY:
            actor = self._antecedent(mention, ("Population", *BODIES), fits)
            return meant(mention, actor, "pronoun", 0.5)
        return None

    def _of_the_clause_beside(self, mention: Found, word: str) -> Actor | None:
        """Who acts in the clause that opens the sentence, or in that which it opens.

        In "although Iran has lost ground, it …" and in "striking back at those who hit it, Iran …".
        """
        verb = self.syntax.head(mention.head)
        if verb is None:
            return None
        person = word in HE | SHE
        kinds = ("Person",) if person else BODIES
        if not person and self.syntax.label(mention.head) in SUBJECTS:
            opening = [c for c in self.syntax.children(verb, "adverbial") if c < mention.head]
            subjects = [s for c in opening for s in self.syntax.children(c, "subject")]
        else:
            subjects = self._subject_behind(mention)
        for subject in subjects:
            result = self._at_token(subject)
            fits = result and not result.place and result.actor.kind in kinds
            if result and fits and self._fits(word, result) >= 1:
                return result.actor
        return None

    def _stands_for_clause(self, mention: Found) -> bool:
        """Whether "it" only announces a clause: "it is hard to anger Syria"."""
        predicate = self.syntax.head(mention.head)
        if predicate is None or not self.syntax.children(predicate, "copula"):
            return False
        clauses = self.syntax.children(predicate, "subject")
        return any(clause > predicate and self.doc[clause].tag_ == "VB" for clause in clauses)

    def _subject_behind(self, mention: Found) -> list[int]:
        """The subject of the sentence that a clause without one opens, around this word."""
        at = mention.head
        for _ in range(4):
            above = self.syntax.head(at)
            if above is None or self.syntax.children(at, "subject", "passive_subject"):
                return []
            opens = self.syntax.label(at) == "adverbial" and self.doc[at].tag_ in ("VBG", "VBN")
            if opens and at < above:
                return [s for s in self.syntax.children(above, "subject") if s > mention.head]
            at = above
        return []

    def _harmed(self, mention: Found) -> Actor | None:
        """In "Turkey said that Syria had attacked its soldiers" they are of who says so."""
        noun = self.syntax.head(mention.head)
        arc = self.syntax.above.get(noun) if noun is not None else None
        if arc is None or arc.label not in ("object", "phrase"):
            return None
        verb, over = arc.head, self.syntax.head(arc.head)
        if self.doc[verb].lemma_.lower() not in HARM or self.syntax.label(verb) != "complement":
            return None
        if over is None or self.doc[over].lemma_.lower() not in SPEAKING:
            return None
        doers = {a for s in self.syntax.children(verb, "subject") for a in self._actors_at(s)}
        for subject in self.syntax.children(over, "subject"):
            said = self._at_token(subject)
            if said and said.actor.kind in BODIES and said.actor.id not in doers and doers:
                return said.actor
        return None

    def _blamed(self, mention: Found) -> Actor | None:
        """In "cautioned Turkey over its attacks" the object owns the deed, not the subject."""
        noun = self.syntax.head(mention.head)
        arc = self.syntax.above.get(noun) if noun is not None else None
        if arc is None or arc.label != "phrase" or arc.preposition not in ("over", "for", "about"):
            return None
        things = self.syntax.children(arc.head, "object")
        for head in (arc.head, *things):  # "delivered a rebuke to Russia for its attacks"
            things += [of for word, of in self.syntax.phrases(head) if word in TOWARDS]
        for thing in things:
            result = self._at_token(thing) if thing < mention.head else None
            if result and not result.place:
                return result.actor
        return None

    def _sharing(self, mention: Found) -> Actor | None:
        """In "the US and its allies" the one beside the pronoun is meant."""
        at = mention.start - 1
        if at < 1 or self.doc[at].lower_ not in ("and", "or"):
            return None
        at -= self.doc[at - 1].text == ","
        word = self.doc[mention.head].lower_
        for index in self.over.get(at - 1, ()):
            result = self.results[index]
            if result and self.found[index].end == at and not result.place:
                person = result.actor.kind == "Person"
                if person == (word in HE | SHE) and self._fits(word, result):
                    return result.actor
        return None

    def _fits(self, word: str, result: Resolved) -> float:
        """How well a pronoun goes with what was named: 0 where it cannot mean it."""
        if result.actor.kind == "Person":
            told = first_names().get(_first_name(result.actor.name))
            told = told or self.called.get(result.actor.id)
            return float(told is None or word in (HE if told == "he" else SHE))
        head = result.found.head
        if result.actor.kind == "Media" and self.syntax.label(head) not in SUBJECTS:
            return 0.2  # whom somebody told something is not who it is about
        plural = self.doc[head].tag_ in ("NNS", "NNPS")
        if word in IT:
            return 0.3 if plural else 1.0
        return 1.0 if plural or result.actor.kind in MANY else 0.4


def _first_name(name: str) -> str:
    first, _, rest = name.partition(" ")
    return first.casefold() if rest else ""

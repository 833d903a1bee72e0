"""Who was named before and may be meant again: recent, salient, and not barred by syntax."""

from collections.abc import Callable, Iterable

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import REACH, Discourse, Resolved
from actorgraph.ontology.actors import Actor

OFTEN = 0.2  # what each time that an actor was named before adds to how likely it is meant
MOST = 8  # times that count
QUOTED = 0.3  # what somebody named in a quotation weighs for a word outside of it
OF_OWN_CLAUSE = frozenset({"his", "its", "their", "himself", "herself", "itself", "themselves"})
SPEAKING = frozenset(
    "say tell add tweet write explain continue ask note argue declare warn state insist reply "
    "claim announce recall conclude stress".split()
)


class Antecedents(Discourse):
    """Looks back for what a word points at."""

    def _antecedent(
        self,
        mention: Found,
        kinds: Iterable[str],
        fits: Callable[[Resolved], float] = lambda _: 1.0,
        reach: int = REACH,
    ) -> Actor | None:
        """The best of those named in the last sentences; `fits` weighs each, 0 bars it."""
        wanted, now, barred = frozenset(kinds), self.sentence[mention.head], self._barred(mention)
        best: tuple[float, Actor] | None = None
        for at, sentence, salience, result in self._lately(now, reach):
            if result.actor.kind not in wanted or at >= mention.head:
                continue
            if result.actor.id in barred:
                continue
            told = 1 + OFTEN * min(self.told[result.actor.id], MOST)
            value = salience * told * fits(result) / (1 + now - sentence)
            if self.quoted[at] and not self.quoted[mention.head]:
                value *= QUOTED
            if value and (best is None or value > best[0]):
                best = (value, result.actor)
        return best[1] if best else None

    def _barred(self, mention: Found) -> set[str]:
        """Who cannot be meant: who acts on the word, and who speaks where it is quoted."""
        barred: set[str] = set()
        word = self.doc[mention.head].lower_
        above = self.syntax.above.get(mention.head)
        acted_on = above is not None and above.label in ("object", "indirect", "phrase")
        # "he called, making him the first": the subject that is borrowed may be meant
        if above and acted_on and word not in OF_OWN_CLAUSE and self.doc[above.head].tag_ != "VBG":
            for subject in self.syntax.subjects(above.head):
                barred |= self._actors_at(subject)
        if self.quoted[mention.head]:
            for token in self._speakers_near(mention):
                barred |= self._actors_at(token)
        return barred

    def _speakers_near(self, mention: Found) -> list[int]:
        """The subjects of verbs of speaking around a quotation, in this sentence and the next."""
        sentence = self.doc[mention.head].sent
        end = sentence.end
        following = self.doc[end].sent.end if end < len(self.doc) else end
        return [
            subject
            for token in self.doc[sentence.start : following]
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

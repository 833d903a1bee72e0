"""What the other likely claims of an article say for or against one: rivals, repeats, partners.

The second step of the learned judgement. A first, linear one has given each candidate a probability
for every relation; here a likely claim is seen beside the others.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from actorgraph.loaders.claim_features import SYMMETRIC, ArticleEvidence, Candidate
from actorgraph.ontology.vocabulary import RELATIONS

Floats = NDArray[np.float32]
CLASSES = ("none", *sorted(RELATIONS))  # the columns of the probabilities
LIKELY = 0.04  # probability from which a claim is looked at again
EVENTFUL = 0.3  # probability from which another claim of the sentence counts as one

NAMES = (
    "log odds",
    "log odds of none",
    "share of what is not none",
    "relation",
    "log odds of the likeliest relation",
    "likelier relations",
    "likeliest other object",
    "likeliest other subject",
    "other objects",
    "other subjects",
    "likelier objects",
    "likelier subjects",
    "likeliest repeat in the sentence",
    "likelier repeats in the sentence",
    "likeliest overlapping mention",
    "likeliest repeat elsewhere",
    "repeats elsewhere",
    "sum of repeats elsewhere",
    "turned round",
    "anything turned round",
    "claims in the sentence",
    "likelier in the sentence",
    "likely in the sentence",
    "rule's prior",
    "any rule",
    "cue on the path",
    "signs of a cue",
    "subject first",
    "characters apart",
    "subject resolved",
    "object resolved",
    "both roles at a cue",
    "rule elsewhere",
    "with a listed object",
    "with a listed subject",
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A claim worth a second look: the places of candidate and relation, and its probability."""

    candidate: int
    relation: int
    subject: int
    object: int
    probability: float


@dataclass(slots=True)
class Ranked:
    """Probabilities in rising order, and their sum."""

    chances: list[float] = field(default_factory=list)
    total: float = 0.0

    def add(self, chance: float) -> None:
        """Put one in its place."""
        insort(self.chances, chance)
        self.total += chance

    def above(self, chance: float) -> int:
        """Return how many are higher."""
        return len(self.chances) - bisect_right(self.chances, chance)

    def best_beside(self, mine: float) -> float:
        """Return the highest of the others, given one of them; 0 where there is no other."""
        if self.above(mine):
            return self.chances[-1]
        return self.chances[-2] if len(self.chances) > 1 else 0.0


@dataclass(slots=True)
class Repeats:
    """The likely claims of one relation between the same two actors, by sentence."""

    by_sentence: dict[int, Ranked] = field(default_factory=lambda: defaultdict(Ranked))
    count: int = 0
    total: float = 0.0
    best: list[tuple[float, int]] = field(default_factory=list)  # of the two best sentences

    def add(self, claim: Likely, sentence: int) -> None:
        """Count a claim."""
        self.by_sentence[sentence].add(claim.probability)
        self.count += 1
        self.total += claim.probability
        best = {number: chance for chance, number in self.best}
        best[sentence] = max(best.get(sentence, 0.0), claim.probability)
        self.best = sorted(((chance, n) for n, chance in best.items()), reverse=True)[:2]

    def best_outside(self, sentence: int) -> float:
        """Return the highest probability in any other sentence, 0 where there is none."""
        return next((chance for chance, number in self.best if number != sentence), 0.0)


def log_odds(probability: float) -> float:
    """Return the log odds, kept within what four decimals can tell."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


class ClaimContext:
    """The likely claims of one article, beside each other."""

    def __init__(
        self, evidence: ArticleEvidence, candidates: Sequence[Candidate], probabilities: Floats
    ) -> None:
        self.evidence, self.candidates, self.probabilities = evidence, candidates, probabilities
        self.place = {(c.subject, c.object): i for i, c in enumerate(candidates)}
        self.likely = list(self._likely())
        self.of_subject: dict[tuple[int, int], list[Likely]] = defaultdict(list)
        self.of_object: dict[tuple[int, int], list[Likely]] = defaultdict(list)
        self.repeats: dict[tuple[str, str, int], Repeats] = defaultdict(Repeats)
        self.of_sentence: dict[int, Ranked] = defaultdict(Ranked)
        for claim in self.likely:
            subject, obj, relation = claim.subject, claim.object, claim.relation
            self.of_subject[subject, relation].append(claim)
            self.of_object[obj, relation].append(claim)
            actors, sentence = self._actors(claim), self.sentence_of(subject)
            self.repeats[*actors, relation].add(claim, sentence)
            if CLASSES[relation] in SYMMETRIC and actors[0] != actors[1]:
                self.repeats[*actors[::-1], relation].add(claim, sentence)
            self.of_sentence[sentence].add(claim.probability)
        self._listed: dict[int, list[int]] = {}

    def _likely(self) -> list[Likely]:
        found = []
        for place, relation in np.argwhere(self.probabilities[:, 1:] >= LIKELY):
            candidate, column = self.candidates[place], int(relation) + 1
            actors = map(self.evidence.actor, (candidate.subject, candidate.object))
            if len(set(actors)) == 1 and CLASSES[column] != "same_as":
                continue
            probability = float(self.probabilities[place, column])
            found.append(
                Likely(int(place), column, candidate.subject, candidate.object, probability)
            )
        return found

    def rows(self) -> Floats:
        """Return one row of figures, named by NAMES, for each likely claim."""
        rows = [self._row(claim) for claim in self.likely]
        return np.array(rows, np.float32).reshape(len(rows), len(NAMES))

    def sentence_of(self, mention: int) -> int:
        """Return the number of the sentence in which a mention stands."""
        return self.evidence.sentence[self.evidence.reading.mention(mention).found.head]

    def _row(self, claim: Likely) -> tuple[float, ...]:
        return (*self._own(claim), *self._rivals(claim), *self._repeats(claim), *self._rest(claim))

    def _own(self, claim: Likely) -> tuple[float, ...]:
        chances = self.probabilities[claim.candidate]
        none, mine = float(chances[0]), claim.probability
        return (
            log_odds(mine),
            log_odds(none),
            mine / (1 - none + 1e-6),
            claim.relation,
            log_odds(float(chances[1:].max())),
            int((chances[1:] > chances[claim.relation]).sum()),
        )

    def _rivals(self, claim: Likely) -> tuple[float, ...]:
        mine = claim.probability
        objects = self.of_subject[claim.subject, claim.relation]
        subjects = self.of_object[claim.object, claim.relation]
        others = [c.probability for c in objects if c.object != claim.object]
        sources = [c.probability for c in subjects if c.subject != claim.subject]
        return (
            max(others, default=0),
            max(sources, default=0),
            len(others),
            len(sources),
            sum(p > mine for p in others),
            sum(p > mine for p in sources),
        )

    def _repeats(self, claim: Likely) -> tuple[float, ...]:
        mine, sentence = claim.probability, self.sentence_of(claim.subject)
        repeats = self.repeats[*self._actors(claim), claim.relation]
        here = repeats.by_sentence[sentence]
        return (
            here.best_beside(mine),
            here.above(mine),
            max(self._overlapping(claim), default=0),
            repeats.best_outside(sentence),
            repeats.count - len(here.chances),
            repeats.total - here.total,
        )

    def _actors(self, claim: Likely) -> tuple[str, str]:
        return self.evidence.actor(claim.subject), self.evidence.actor(claim.object)

    def _overlapping(self, claim: Likely) -> list[float]:
        found = [
            other.probability
            for other in self.of_subject[claim.subject, claim.relation]
            if other.object != claim.object and self.overlap(other.object, claim.object)
        ]
        return found + [
            other.probability
            for other in self.of_object[claim.object, claim.relation]
            if other.subject != claim.subject and self.overlap(other.subject, claim.subject)
        ]

    def overlap(self, first: int, second: int) -> bool:
        """Whether two mentions share a word."""
        one, other = (self.evidence.reading.mention(m).found for m in (first, second))
        return one.start < other.end and other.start < one.end

    def _rest(self, claim: Likely) -> tuple[float, ...]:
        candidate, evidence = self.candidates[claim.candidate], self.evidence
        mine, relation = claim.probability, CLASSES[claim.relation]
        reversed_at = self.place.get((claim.object, claim.subject))
        turned = None if reversed_at is None else self.probabilities[reversed_at]
        around = self.of_sentence[self.sentence_of(claim.subject)]
        rules = evidence.by_pair.get((claim.subject, claim.object), ())
        signs = candidate.shared.get(relation, ())
        one, other = (evidence.reading.mention(m) for m in (claim.subject, claim.object))
        starts = [evidence.doc[m.found.start].idx for m in (one, other)]
        return (
            -1.0 if turned is None else float(turned[claim.relation]),
            -1.0 if turned is None else 1 - float(turned[0]),
            around.above(EVENTFUL),
            around.above(mine),
            len(around.chances),
            max((tie.confidence for tie in rules if tie.relation == relation), default=0.0),
            bool(rules),
            "on path" in signs,
            len(signs),
            candidate.forward,
            abs(starts[0] - starts[1]) / 10,
            one.score,
            other.score,
            any(sign.startswith("both roles") for sign in signs),
            "elsewhere" in signs,
            self._best(claim.relation, ((claim.subject, m) for m in self._list(claim.object))),
            self._best(claim.relation, ((m, claim.object) for m in self._list(claim.subject))),
        )

    def _best(self, relation: int, pairs: Iterable[tuple[int, int]]) -> float:
        """The probability of the relation in the likeliest of the pairs, -1 where there is none."""
        places = [self.place[pair] for pair in pairs if pair in self.place]
        return max((float(self.probabilities[place, relation]) for place in places), default=-1.0)

    def _list(self, mention: int) -> list[int]:
        """The mentions that are listed with one: "Iran, Russia and Turkey"."""
        listed = self._listed.get(mention)
        if listed is None:
            reading = self.evidence.reading
            head = reading.mention(mention).found.head
            heads = (reading.headed(token) for token in reading.syntax.conjuncts(head))
            listed = [place for place in heads if place is not None and place != mention]
            self._listed[mention] = listed
        return listed

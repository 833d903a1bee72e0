"""The learned judgement of claims: which pairs of mentions stand in which relation, and how surely.

Two steps. A linear model gives every pair of mentions of a sentence a probability for each
relation; trees then look at the likely claims of the article beside each other.
`training/claims.py` trains both; `loaders/judge` holds what they learned.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.claim_context import CLASSES, ClaimContext, Floats, Likely
from actorgraph.loaders.claim_features import (
    AROUND,
    SYMMETRIC,
    ArticleEvidence,
    Candidate,
    SeenCue,
)
from actorgraph.loaders.cues import Cue, Form, Lexicon
from actorgraph.loaders.events import Tie

SHIPPED = files("actorgraph.loaders").joinpath("judge")
WEIGHTS, FEATURES = "weights.npz", "features.txt"
LEARNED = "learned"  # the rule of a tie that no rule of the lexicon found
IMPOSSIBLE = -30.0  # log odds of a symmetric relation told from the second mention to the first
TEXTS = ("articles", "sentences")  # the kinds of text that have a first step of their own
TREES = ("figure", "threshold", "left", "right", "value", "start", "slope", "offset")
STEP = 0.005  # of the weights in the file: less is not to be told from chance
SHORT = 2  # sentences of a text that is no article
AT_ONCE = 256  # pairs or claims worked on together
COLUMNS = {name: place for place, name in enumerate(CLASSES)}
_SYMMETRIC = np.array([place for place, name in enumerate(CLASSES) if name in SYMMETRIC])


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """The weights of the first step: of features by relation, and of features shared by all.

    `weights` has one row more than there are features, of zeros: it stands for what is unknown.
    """

    features: Mapping[str, int]
    weights: Floats
    bias: Floats
    shared: Mapping[str, float]

    def probabilities(self, candidates: Sequence[Candidate]) -> Floats:
        """Return a row for each candidate and a column for each of CLASSES."""
        chunks = [candidates[at : at + AT_ONCE] for at in range(0, len(candidates), AT_ONCE)]
        scores = [self._scores(chunk) for chunk in chunks]
        return softmax(np.concatenate(scores)) if scores else np.zeros((0, len(CLASSES)), "f4")

    def _scores(self, candidates: Sequence[Candidate]) -> Floats:
        rows = [[*known(self.features, c.features), len(self.features)] for c in candidates]
        starts = np.cumsum([0, *map(len, rows[:-1])])
        shared = self.shared
        summed = np.add.reduceat(self.weights[np.concatenate(rows)], starts, axis=0)
        scores: Floats = summed + self.bias
        for row, candidate in zip(scores, candidates, strict=True):
            for relation, names in candidate.shared.items():
                row[COLUMNS[relation]] += sum([shared[name] for name in names if name in shared])
            if not candidate.forward:
                row[_SYMMETRIC] = IMPOSSIBLE
        return scores

    def reasons(
        self, candidate: Candidate, relation: str, most: int = 8
    ) -> list[tuple[str, float]]:
        """Return the features that weigh most for the relation, or against it, of one candidate.

        A weight is the difference in log odds to there being no relation at all.
        """
        column = COLUMNS[relation]
        weights = {
            name: float(self.weights[place, column] - self.weights[place, 0])
            for name in candidate.features
            if (place := self.features.get(name)) is not None
        }
        for name in candidate.shared.get(relation, ()):
            if name in self.shared:
                weights[f"{relation}: {name}"] = self.shared[name]
        return sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))[:most]


def is_short(reading: Reading) -> bool:
    """Whether a text is no article, but a sentence or two to be coded."""
    sentences = (sentence for sentence in reading.doc.sents if not sentence.text.isspace())
    return next(islice(sentences, SHORT, None), None) is None


def known(places: Mapping[str, int], names: Iterable[str]) -> list[int]:
    """Return the places of those names that have one."""
    return [places[name] for name in names if name in places]


def softmax(scores: Floats) -> Floats:
    """Return each row as probabilities."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    result: Floats = raised / raised.sum(1, keepdims=True)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """The boosted trees of the second step: a row a tree, a column a node; a leaf has no figure.

    The sum of the leaves, times `slope`, plus `offset`, are the log odds of a claim.
    """

    figure: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]
    start: float
    slope: float = 1.0
    offset: float = 0.0

    def probabilities(self, rows: Floats) -> NDArray[np.float64]:
        """Return how likely each of the claims is."""
        chunks = [self._sums(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
        sums = np.concatenate(chunks) if chunks else np.zeros(0)
        result: NDArray[np.float64] = 1 / (1 + np.exp(-(self.slope * sums + self.offset)))
        return result

    def _sums(self, rows: Floats) -> NDArray[np.float64]:
        tree = np.arange(len(self.figure))
        claim = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(tree)), np.int16)
        while True:
            figure = self.figure[tree, node]
            inner = figure >= 0
            if not inner.any():
                break
            low = rows[claim, figure] <= self.threshold[tree, node]
            following = np.where(low, self.left[tree, node], self.right[tree, node])
            node = np.where(inner, following, node)
        sums: NDArray[np.float64] = self.value[tree, node].sum(1) + self.start
        return sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Both steps, as learnt for one kind of text."""

    linear: Linear
    trees: Trees


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article's candidates and likely claims with what both steps gave them."""

    evidence: ArticleEvidence
    candidates: Sequence[Candidate]
    context: ClaimContext
    confidences: NDArray[np.float64]

    def by(self, steps: Steps) -> "Judged":
        """Return the same candidates as other steps weigh them."""
        return _weighed(self.evidence, self.candidates, steps)

    def ties(self, least: float = 0.0) -> list[Tie]:
        """Return the ties, of rules and learned, that hold with at least this confidence."""
        return [
            _tie(self, claim, confidence)
            for claim, confidence in self.claims()
            if confidence >= least
        ]

    def claims(self) -> Iterator[tuple[Likely, float]]:
        """Yield the claims, surest first; of two that overlap in both mentions the surer."""
        order = sorted(
            range(len(self.confidences)), key=lambda i: (-round(float(self.confidences[i]), 9), i)
        )
        kept: dict[tuple[int, int], list[int]] = defaultdict(list)  # relation, word → objects
        for place in order:
            claim = self.context.likely[place]
            words = [(claim.relation, word) for word in self._words(claim.subject)]
            objects = (obj for word in words for obj in kept[word])
            if not any(self.context.overlap(claim.object, obj) for obj in objects):
                for word in words:
                    kept[word].append(claim.object)
                yield claim, float(self.confidences[place])

    def _words(self, mention: int) -> range:
        found = self.evidence.reading.mention(mention).found
        return range(found.start, found.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimModel:
    """The steps for articles and those for texts of a sentence or two; the hash of their files.

    What is sent to be coded alone states an event more often than a sentence of an article does.
    """

    articles: Steps
    sentences: Steps
    fingerprint: str = ""

    def steps(self, reading: Reading) -> Steps:
        """Return the steps for this text."""
        return self.sentences if is_short(reading) else self.articles

    def weigh(self, reading: Reading, ties: Iterable[Tie], lexicon: Lexicon) -> Judged:
        """Give the likely claims of an article their confidences."""
        evidence = ArticleEvidence(reading, lexicon, ties)
        return _weighed(evidence, list(evidence.candidates()), self.steps(reading))


def _weighed(evidence: ArticleEvidence, candidates: Sequence[Candidate], steps: Steps) -> Judged:
    context = ClaimContext(evidence, candidates, steps.linear.probabilities(candidates))
    return Judged(
        evidence=evidence,
        candidates=candidates,
        context=context,
        confidences=steps.trees.probabilities(context.rows()),
    )


def _tie(judged: Judged, claim: Likely, confidence: float) -> Tie:
    """The tie of the rules that says the same, with the new confidence, else a new one."""
    relation, evidence = CLASSES[claim.relation], judged.evidence
    rules = [
        t for t in evidence.by_pair.get((claim.subject, claim.object), ()) if t.relation == relation
    ]
    if relation in SYMMETRIC:
        back = evidence.by_pair.get((claim.object, claim.subject), ())
        rules += [tie for tie in back if tie.relation == relation]
    if rules:
        best = max(rules, key=lambda tie: tie.confidence)
        return replace(best, subject=claim.subject, object=claim.object, confidence=confidence)
    seen = _cue(evidence, claim, relation) or _governor(evidence, claim, relation)
    return Tie(
        cue=seen.cue,
        head=seen.head,
        tokens=seen.tokens,
        subject=claim.subject,
        object=claim.object,
        rule=LEARNED,
        confidence=confidence,
    )


def _cue(evidence: ArticleEvidence, claim: Likely, relation: str) -> SeenCue | None:
    """The cue of the relation with both mentions around it, else on their path, else near."""
    reading = evidence.reading
    heads = [reading.mention(m).found.head for m in (claim.subject, claim.object)]
    path = {word for head in heads for word, _ in evidence.chain(head)}

    def distance(seen: SeenCue) -> tuple[bool, bool, int, int]:
        roles = evidence.roles.own(seen.head)
        both = claim.subject in roles and claim.object in roles
        near = min(abs(seen.head - head) for head in heads)
        return not both, seen.head not in path, near, seen.head

    cues = evidence.cues[evidence.sentence[heads[0]]]
    near = (min(heads) - AROUND, max(heads) + AROUND)
    fitting = (s for s in cues if s.cue.relation == relation and near[0] <= s.head <= near[1])
    return min(fitting, key=distance, default=None)


def _governor(evidence: ArticleEvidence, claim: Likely, relation: str) -> SeenCue:
    """The word that governs both mentions, or the nearest verb or noun above the object."""
    reading = evidence.reading
    first, second = (
        [word for word, _ in evidence.chain(reading.mention(m).found.head)]
        for m in (claim.subject, claim.object)
    )
    inside = {
        word
        for m in (claim.subject, claim.object)
        for word in range(reading.mention(m).found.start, reading.mention(m).found.end)
    }
    near = [reading.mention(m).found for m in (claim.subject, claim.object)]
    opening = min(found.end for found in near)
    if relation == "same_as" and evidence.doc[opening].text == "(":
        first = second = [opening]  # "Syrian Democratic Forces (SDF)"
    above = [word for word in second if word in first] + second + first
    free = [word for word in above if word not in inside]
    head = (free or above)[0]
    verb = evidence.doc[head].tag_.startswith("VB")
    cue = Cue(
        words=(evidence.lemmas[head],),
        head=0,
        origin=LEARNED,
        form=Form.VERB if verb else Form.NOUN,
        relation=relation,
        agent=(),
        target=(),
        confidence=0.0,
    )
    return SeenCue(cue, head, (head,))


def load_model(folder: Path | Traversable = SHIPPED) -> ClaimModel:
    """Read a model from its folder."""
    data = folder.joinpath(WEIGHTS).read_bytes()
    names = folder.joinpath(FEATURES).read_text(encoding="utf-8")
    features, shared = (part.split("\n") for part in names.split("\n\n"))
    places = {name: place for place, name in enumerate(features)}
    with np.load(BytesIO(data)) as arrays:
        articles, sentences = (
            Steps(
                linear=Linear(
                    features=places,
                    weights=STEP * _in_columns(arrays, f"{text} weights", extra=True),
                    bias=_in_columns(arrays, f"{text} bias"),
                    shared=dict(zip(shared, map(float, arrays[f"{text} shared"]), strict=True)),
                ),
                trees=_trees(arrays, text),
            )
            for text in TEXTS
        )
    fingerprint = sha256(data + names.encode()).hexdigest()
    return ClaimModel(articles=articles, sentences=sentences, fingerprint=fingerprint)


def _trees(arrays: Mapping[str, NDArray[Any]], text: str) -> Trees:
    return Trees(
        figure=arrays[f"{text} figure"],
        threshold=arrays[f"{text} threshold"],
        left=arrays[f"{text} left"],
        right=arrays[f"{text} right"],
        value=arrays[f"{text} value"],
        start=float(arrays[f"{text} start"]),
        slope=float(arrays[f"{text} slope"]),
        offset=float(arrays[f"{text} offset"]),
    )


def _in_columns(arrays: Mapping[str, Floats], name: str, *, extra: bool = False) -> Floats:
    """Return an array with a column for each of CLASSES, and an extra row of zeros if asked.

    A relation that the ontology has lost stays out; one that is new to the model is impossible.
    """
    saved = arrays[name]
    found = np.full((*saved.shape[:-1], len(CLASSES)), 0 if extra else IMPOSSIBLE, np.float32)
    for column, relation in enumerate(arrays["classes"].tolist()):
        if relation in CLASSES:
            found[..., COLUMNS[relation]] = saved[..., column]
    return np.vstack([found, np.zeros((1, len(CLASSES)), np.float32)]) if extra else found


def save_model(model: ClaimModel, folder: Path) -> None:
    """Write a model to its folder, its weights in steps of STEP; the same model, the same bytes.

    Features that weigh nothing in steps are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"classes": np.array(CLASSES)}
    linears = {text: getattr(model, text).linear for text in TEXTS}
    steps = {
        text: np.round(linear.weights[:-1] / STEP).astype(np.int16)
        for text, linear in linears.items()
    }
    kept = np.logical_or.reduce([found.any(axis=1) for found in steps.values()])
    for text, linear in linears.items():
        arrays[f"{text} weights"] = steps[text][kept]
        arrays[f"{text} bias"] = linear.bias
        arrays[f"{text} shared"] = np.array(list(linear.shared.values()), np.float16)
        for name in TREES:
            arrays[f"{text} {name}"] = np.array(getattr(getattr(model, text).trees, name))
    with (folder / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, **arrays)
    linear = model.articles.linear
    features = [name for name, stays in zip(linear.features, kept, strict=True) if stays]
    names = "\n\n".join("\n".join(places) for places in (features, linear.shared))
    (folder / FEATURES).write_text(names, encoding="utf-8")


@cache
def shipped() -> ClaimModel | None:
    """Return the model that ships, or None where none has been trained yet."""
    return load_model() if SHIPPED.joinpath(WEIGHTS).is_file() else None

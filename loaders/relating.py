"""Which relation a text states from one marked actor to another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actorgraph.loaders.cues import Cue, Lexicon
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.marked_pairs import SOURCE, MarkedPair, PairReader
from actorgraph.loaders.pairs import Pair, read_pairs
from actorgraph.loaders.pipeline import SHIPPED, load_pipeline, parse
from actorgraph.loaders.relation_features import features
from actorgraph.loaders.relation_model import RelationModel
from actorgraph.loaders.relation_model import shipped as shipped_model
from actorgraph.loaders.syntax import scheme_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.vocabulary import Relation, relation_named

__all__ = ["Pair", "Related", "Relater", "read_pairs"]

MARGIN = 2_000  # characters before and after the two actors that are parsed with them
UNSURE = 0.35  # below this a lasting tie that the rules read is the better answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The relation from source to target of the pair with this id; a line of output has its fields.

    `plover` and `quad` are null for a lasting tie, `mode` where no cue tells it.
    """

    id: str
    relation: str
    plover: str | None
    mode: str | None
    quad: int | None
    confidence: float


class Relater:
    """Decides which relation a text states from one marked actor to another."""

    def __init__(
        self,
        pipeline: str = SHIPPED,
        *,
        lexicon: Lexicon | None = None,
        model: RelationModel | None = None,
    ) -> None:
        self.lexicon = lexicon or shipped_lexicon()
        self._nlp = load_pipeline(pipeline)
        self.reader = PairReader(self.lexicon, scheme_of(self._nlp))
        self._model = model or shipped_model()

    def relate(self, pairs: Iterable[Pair]) -> Iterator[Related]:
        """Yield the relation of each pair, in the order of the pairs."""
        for pair in pairs:
            yield self._related(pair.id, self.read(pair))

    def read(self, pair: Pair) -> MarkedPair:
        """Parse the text around the two actors and look up what joins them."""
        low = min(pair.source[0], pair.target[0])
        high = max(pair.source[1], pair.target[1])
        start, end = _cut(pair.text, low - MARGIN, high + MARGIN)
        doc = parse(self._nlp, Article(id=pair.id, text=pair.text[start:end]))
        source, target = ((a - start, b - start) for a, b in (pair.source, pair.target))
        return self.reader.read(doc, source, target)

    def features(self, marked: MarkedPair) -> dict[str, float]:
        """Return the features that the model decides by."""
        return features(marked, self.lexicon)

    def _related(self, name: str, marked: MarkedPair) -> Related:
        odds = self._model.probabilities(self.features(marked))
        relation = max(odds, key=lambda known: (odds[known], known))
        confidence = odds[relation]
        tie = _lasting(marked) if confidence < UNSURE else None
        if tie is not None:
            relation, confidence = tie
        known = relation_named(relation)
        return Related(
            id=name,
            relation=relation,
            plover=known.plover,
            mode=_mode(marked, known),
            quad=known.quad,
            confidence=round(confidence, 3),
        )


def _cut(text: str, low: int, high: int) -> tuple[int, int]:
    """Return the part of a long text to parse, cut between words."""
    start = 0 if low <= 0 else max(text.rfind(" ", 0, low), 0)
    end = len(text) if high >= len(text) else text.find(" ", high)
    return start, len(text) if end < 0 else end


def _lasting(marked: MarkedPair) -> tuple[str, float] | None:
    """Return the surest lasting tie that the rules read, where they read no event."""
    forward = [tie for tie in marked.ties if tie.subject == SOURCE]
    if not forward or any(not relation_named(tie.relation).lasting for tie in marked.ties):
        return None
    best = max(forward, key=lambda tie: (tie.confidence, tie.relation))
    return best.relation, best.confidence


def _mode(marked: MarkedPair, relation: Relation) -> str | None:
    """Return the mode of the relation's best cue: of a tie of the rules, else of one that joins."""
    read = sorted(marked.ties, key=lambda tie: -tie.confidence)
    cues: list[Cue] = [tie.cue for tie in read if tie.subject == SOURCE]
    joining = [here.cue for here in marked.cues if marked.joins(here)]
    cues += sorted(joining, key=lambda cue: -cue.confidence)
    return next((cue.mode for cue in cues if cue.relation == relation.name and cue.mode), None)

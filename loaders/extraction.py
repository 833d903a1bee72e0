"""From an article to its claims and statements: the whole way, in the order of the steps."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from spacy.language import Language
from spacy.tokens import Doc

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.events import EventFinder, Tie
from actorgraph.loaders.mentions import MentionFinder
from actorgraph.loaders.pipeline import SHIPPED, load_pipeline, parse
from actorgraph.loaders.resolution import Resolver, as_mention
from actorgraph.loaders.status import Standing, standing
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.loaders.ties import TieFinder
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.catalogue import shipped as shipped_catalogue
from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, source_of
from actorgraph.ontology.vocabulary import relation_named

LEAST = 0.2  # claims below this confidence are not kept


class ClaimReader:
    """Reads claims from articles; holds the pipeline, the lexicon and the catalogue."""

    def __init__(
        self,
        pipeline: str = SHIPPED,
        *,
        catalogue: Catalogue | None = None,
        lexicon: Lexicon | None = None,
        least: float = LEAST,
    ) -> None:
        self.nlp: Language = load_pipeline(pipeline)
        self.catalogue = catalogue or shipped_catalogue()
        self.lexicon = lexicon or shipped_lexicon()
        self.least = least
        self._arcs = scheme_of(self.nlp)
        self._mentions = MentionFinder(self.nlp, self.catalogue)
        self._resolver = Resolver(self.catalogue)
        self._events = EventFinder(self.lexicon)
        self._ties = TieFinder(self.lexicon)
        self.extractor = Extractor(
            name="rules", version=version("actorgraph"), model=self._fingerprint(pipeline)
        )

    def _fingerprint(self, pipeline: str) -> str:
        parts = (pipeline, str(self.nlp.meta.get("version")), self.lexicon.fingerprint)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    def read(self, article: Article) -> Reading:
        """Parse an article and resolve its mentions."""
        doc = parse(self.nlp, article)
        syntax = Syntax(doc, self._arcs)
        found = self._mentions.find(doc, syntax)
        return Reading(doc, syntax, self._resolver.resolve(found, doc, syntax, article))

    def claims(self, article: Article) -> list[Claim]:
        """Return the claims of an article in text order."""
        reading = self.read(article)
        ties = [*self._events.find(reading), *self._ties.find(reading)]
        made = _ClaimMaker(article, reading, self.lexicon, self.extractor)
        best: dict[tuple[object, ...], Claim] = {}
        for claim in (claim for tie in ties for claim in made.claims(tie)):
            known = best.get(_what(claim))
            if claim.confidence >= self.least and (
                known is None or known.confidence < claim.confidence
            ):
                best[_what(claim)] = claim
        return sorted(best.values(), key=_place)


def _what(claim: Claim) -> tuple[object, ...]:
    """What is said of which mentions; two cues that say it are one claim."""
    ends = [(claim.subject.start, claim.subject.end), (claim.object.start, claim.object.end)]
    if relation_named(claim.relation).symmetric:
        ends.sort(key=str)
    return (claim.relation, *ends)


def _place(claim: Claim) -> tuple[int, int, int, str]:
    return (claim.cue.start, claim.subject.start or 0, claim.object.start or 0, claim.relation)


@dataclass(frozen=True, slots=True)
class _ClaimMaker:
    """Turns the ties of one article into its claims."""

    article: Article
    reading: Reading
    lexicon: Lexicon
    extractor: Extractor

    def claims(self, tie: Tie) -> Iterator[Claim]:
        first, second = self.reading.mention(tie.subject), self.reading.mention(tie.object)
        if first.place or (first.actor.id == second.actor.id and tie.relation != "same_as"):
            return
        doc = self.reading.doc
        sentence = doc[tie.head].sent
        how = standing(self.reading, self.lexicon, tie.head)
        confidence = tie.confidence * first.score**0.5 * second.score**0.5
        yield Claim(
            article=self.article.id,
            source=source_of(self.article),
            relation=tie.relation,
            mode=tie.cue.mode,
            subject=as_mention(first, doc),
            object=as_mention(second, doc),
            cue=_span(doc, tie.tokens[0], tie.tokens[-1] + 1),
            sentence=_sentence(doc, sentence.start, sentence.end),
            denied=how.denied or tie.ends,
            status=how.status,
            confidence=round(confidence, 3),
            extractor=self.extractor,
        )


def _span(doc: Doc, start: int, end: int) -> Span:
    span = doc[start:end]
    return Span(text=span.text, start=span.start_char, end=span.end_char)


def _sentence(doc: Doc, start: int, end: int) -> Span:
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return _span(doc, start, end)

"""From an article to its claims and statements: the whole way, in the order of the steps."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from operator import attrgetter

from spacy.language import Language

from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.attribution import first_persons, speaker, statements, told
from actorgraph.loaders.claim_model import LEARNED
from actorgraph.loaders.claim_model import shipped as shipped_model
from actorgraph.loaders.cues import Form, Lexicon
from actorgraph.loaders.dates import date_at
from actorgraph.loaders.events import EventFinder, Tie
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.mentions import MentionFinder
from actorgraph.loaders.pipeline import SHIPPED, doubts, load_pipeline, parse
from actorgraph.loaders.places import place_at
from actorgraph.loaders.resolution import Resolver, as_mention
from actorgraph.loaders.said import Said, Shelves
from actorgraph.loaders.statement_weights import fingerprint as statement_fingerprint
from actorgraph.loaders.statements import find_statements, speaker_at
from actorgraph.loaders.status import Standing, standing
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.loaders.ties import TieFinder
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.catalogue import shipped as shipped_catalogue
from actorgraph.ontology.claims import Claim, Extractor, Mention, Span, Statement, When, source_of
from actorgraph.ontology.vocabulary import relation_named

# Relations whose object may be a place in which nobody is named.
PLACES_TOO = frozenset(
    {"attacks", "coerces", "controls", "mobilizes_against", "protests_against", "aids"}
)
LEAST_LEARNED = 0.4  # where no rule reads the claim, the model alone must be surer
LEAST = 0.3  # claims below this confidence are not kept; chosen by training/claims.py


class ClaimReader:
    """Reads claims from articles; holds the pipeline, the lexicon and the catalogue."""

    def __init__(
        self,
        pipeline: str = SHIPPED,
        *,
        catalogue: Catalogue | None = None,
        lexicon: Lexicon | None = None,
        least: float = LEAST,
        judge: bool = True,
    ) -> None:
        self.nlp: Language = load_pipeline(pipeline)
        self.catalogue = catalogue or shipped_catalogue()
        self.lexicon = lexicon or shipped_lexicon()
        self.least = least
        self.on_doubt: Callable[[DoubtfulInput], None] = lambda _doubt: None  # what stays unread
        self.model = shipped_model() if judge else None
        self._arcs = scheme_of(self.nlp)
        self._mentions = MentionFinder(self.nlp, self.catalogue)
        self._resolver = Resolver(self.catalogue)
        self._events = EventFinder(self.lexicon)
        self._ties = TieFinder(self.lexicon)
        self.extractor = Extractor(
            name="rules", version=version("actorgraph"), model=self._fingerprint(pipeline)
        )

    def _fingerprint(self, pipeline: str) -> str:
        """Hash all that claims depend on, so that a change of any of it reads articles again."""
        names = sorted(self.catalogue.aliases())
        parts = (
            pipeline,
            json.dumps(self.nlp.meta, sort_keys=True, default=str),
            json.dumps(names),
            self.lexicon.fingerprint,
            statement_fingerprint(),
            self.model.fingerprint if self.model else "",
            str(self.least),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    def read(self, article: Article) -> tuple[Reading, list[Said]]:
        """Parse an article, resolve its mentions, and find who says what."""
        doc = parse(self.nlp, article)
        for doubt in doubts(doc):
            self.on_doubt(DoubtfulInput(article.id, doubt))
        syntax = Syntax(doc, self._arcs)
        found = self._mentions.find(doc, syntax)
        meant = self._resolver.resolve(found, doc, syntax, article)
        reading = Reading(doc, syntax, found, meant, article.text)
        said = find_statements(doc, syntax, self.lexicon)
        for place, resolved in list(first_persons(reading, said, self._resolver.actors)):
            reading.add(place, resolved)
        return reading, said

    def statements(self, article: Article) -> list[Statement]:
        """Return who says what in an article, in text order."""
        reading, said = self.read(article)
        return list(statements(article, reading, said))

    def rule_ties(self, reading: Reading) -> list[Tie]:
        """Return what the rules alone find."""
        return [*self._events.find(reading), *self._ties.find(reading)]

    def claims(self, article: Article) -> list[Claim]:
        """Return the claims of an article in text order."""
        reading, said = self.read(article)
        ties = self.rule_ties(reading)
        if self.model is not None:
            judged_ties = self.model.judge(reading, ties, self.lexicon, self.least)
            ties = [t for t in judged_ties if t.rule != LEARNED or t.confidence >= LEAST_LEARNED]
        judged = self.model is not None
        made = _ClaimMaker(article, reading, Shelves(said), self.lexicon, self.extractor, judged)
        claims = (claim for tie in ties for claim in made.claims(tie))
        sure = (claim for claim in claims if claim.confidence >= self.least)
        return sorted(_surest(_surest(sure, _reading_of), _what), key=_place)


def _surest(claims: Iterable[Claim], key: Callable[[Claim], tuple[object, ...]]) -> Iterable[Claim]:
    """Keep the surest of the claims with one key, the first of equals."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        known = best.get(key(claim))
        if known is None or known.confidence < claim.confidence:
            best[key(claim)] = claim
    return best.values()


def _reading_of(claim: Claim) -> tuple[object, ...]:
    """One cue says one thing of two mentions; of several readings the surest is kept."""
    return (claim.cue.start, claim.subject.start, claim.object.start)


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
    said: Shelves
    lexicon: Lexicon
    extractor: Extractor
    judged: bool = False  # whether the ties' confidences are final

    def claims(self, tie: Tie) -> Iterator[Claim]:
        first, second = self.reading.mention(tie.subject), self.reading.mention(tie.object)
        if second.place and tie.relation not in PLACES_TOO:
            return
        if first.place or (first.actor.id == second.actor.id and tie.relation != "same_as"):
            return
        doc = self.reading.doc
        sentence = doc[tie.head].sent
        cue = self._span(tie.tokens[0], tie.tokens[-1] + 1)
        said = speaker_at(self.said.near(cue.start), cue.start, cue.end)
        how = self._standing(tie, said)
        lasting = relation_named(tie.relation).lasting
        sure = 1.0 if self.judged else first.score**0.5 * second.score**0.5
        confidence = tie.confidence * sure
        yield Claim(
            article=self.article.id,
            source=source_of(self.article),
            relation=tie.relation,
            mode=tie.cue.mode,
            subject=as_mention(first, doc, self.article.text),
            object=as_mention(second, doc, self.article.text),
            cue=cue,
            sentence=self._sentence(sentence.start, sentence.end),
            denied=how.denied or tie.ends,
            status=how.status,
            speaker=self._speaker(said, how),
            when=self._when(tie, cue.start),
            where=place_at(self.reading, tie.head, second) if not lasting else None,
            confidence=round(confidence, 3),
            extractor=self.extractor,
        )

    def _speaker(self, said: Said | None, how: Standing) -> Mention | None:
        if said:
            return speaker(self.reading, said)
        if how.denier is None:
            return None
        for argument in self.reading.all_actors(self.reading.syntax.subjects(how.denier)):
            return as_mention(
                self.reading.mention(argument.mention), self.reading.doc, self.article.text
            )
        return None

    def _standing(self, tie: Tie, said: Said | None) -> Standing:
        """Offices and hyphenated ties are stated in passing, whatever their clause says."""
        if tie.cue.form in (Form.VERB, Form.NOUN, Form.PHRASE):
            return told(standing(self.reading, self.lexicon, tie.head), said)
        return Standing()

    def _when(self, tie: Tie, at: int) -> When | None:
        if relation_named(tie.relation).lasting:
            return None
        sections = self.article.sections  # in text order
        place = bisect_right(sections, at, key=attrgetter("start")) - 1
        inside = place >= 0 and at < sections[place].end
        return date_at(
            self.reading.syntax,
            tie.head,
            lexicon=self.lexicon,
            published=self.article.published,
            section_time=sections[place].time if inside else None,
        )

    def _span(self, start: int, end: int) -> Span:
        """Return the words of these tokens as the article writes them."""
        span = self.reading.doc[start:end]
        first, last = span.start_char, span.end_char
        return Span(text=self.article.text[first:last], start=first, end=last)

    def _sentence(self, start: int, end: int) -> Span:
        doc = self.reading.doc
        while end > start + 1 and doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and doc[start].is_space:
            start += 1
        return self._span(start, end)

"""From an article to its claims and statements: the whole way, in the order of the steps."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from operator import attrgetter

from spacy.language import Language

from actorgraph.counters import COUNTERS
from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.attempts import Tried
from actorgraph.loaders.attribution import (
    first_persons,
    is_nobody,
    of_first_persons,
    speaker,
    statements,
    told,
)
from actorgraph.loaders.beside_speech import NOT_TOLD, is_beside
from actorgraph.loaders.claim_model import LEARNED, is_short
from actorgraph.loaders.claim_model import shipped as shipped_model
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Form, Lexicon
from actorgraph.loaders.dates import dated
from actorgraph.loaders.events import EventFinder, Tie
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.mentions import MentionFinder
from actorgraph.loaders.pipeline import SHIPPED, doubts, load_pipeline, parse
from actorgraph.loaders.places import Deed, place_at
from actorgraph.loaders.refusals import refusal
from actorgraph.loaders.resolution import Resolved, Resolver, as_mention
from actorgraph.loaders.said import Said, Shelves
from actorgraph.loaders.standings import Standing, hypothetical
from actorgraph.loaders.statement_weights import fingerprint as statement_fingerprint
from actorgraph.loaders.statements import MENTIONED, find_statements, speaker_at
from actorgraph.loaders.status import is_to_end, standing
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.loaders.ties import TieFinder
from actorgraph.loaders.word_fights import between
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.catalogue import shipped as shipped_catalogue
from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Span,
    Statement,
    When,
    Where,
    source_of,
)
from actorgraph.ontology.vocabulary import relation_named

# Forms of cues whose clause is what somebody says; "Russian-backed" and offices stand anywhere.
SPOKEN_OF = frozenset({Form.VERB, Form.NOUN, Form.PHRASE, Form.TIE})
SPEECH_ACTS = frozenset({"accuses", "rejects", "requests", "threatens"})


# How sure a claim must be where nobody says: docs/decisions/2026-11-27-whose-and-whether.md weighs
# what a lower and a higher bound give. A sentence sent alone is judged by what sets teach that code
# one event of each, and so too low.
SURE, SURE_ALONE = 0.35, 0.3


class ClaimReader:
    """Reads claims from articles; holds the pipeline, the lexicon and the catalogue."""

    def __init__(
        self,
        pipeline: str = SHIPPED,
        *,
        catalogue: Catalogue | None = None,
        lexicon: Lexicon | None = None,
        least: float | None = None,
        judge: bool = True,
    ) -> None:
        self.nlp: Language = load_pipeline(pipeline)
        self.catalogue = catalogue or shipped_catalogue()
        self.lexicon = lexicon or shipped_lexicon()
        self.least = least  # asked for by whoever reads; without it those above count
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
        parts = (
            pipeline,
            json.dumps(self.nlp.meta, sort_keys=True, default=str),
            self.catalogue.fingerprint(),
            self.lexicon.fingerprint,
            statement_fingerprint(),
            self.model.fingerprint if self.model else "",
            f"{self.least} {SURE} {SURE_ALONE}",
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    def read(self, article: Article) -> tuple[Reading, list[Said]]:
        """Parse an article, resolve its mentions, and find who says what."""
        with COUNTERS.stage("parse"):
            doc = parse(self.nlp, article)
        for doubt in doubts(doc):
            self.on_doubt(DoubtfulInput(article.id, doubt))
        with COUNTERS.stage("mentions"):
            syntax = Syntax(doc, self._arcs)
            found = self._mentions.find(doc, syntax)
            meant = self._resolver.resolve(found, doc, syntax, article)
            reading = Reading(doc, syntax, found, meant, article.text)
        with COUNTERS.stage("statements"):
            said = find_statements(doc, syntax, self.lexicon)
        for place, resolved in list(first_persons(reading, said, self._resolver.actors)):
            reading.add(place, resolved)
        if ours := dict(of_first_persons(reading)):
            meant = [ours.get(place, mention) for place, mention in enumerate(reading.mentions)]
            reading = Reading(doc, syntax, found, meant, article.text)
        return reading, said

    def statements(self, article: Article) -> list[Statement]:
        """Return who says what in an article, in text order."""
        reading, said = self.read(article)
        return list(statements(article, reading, said))

    def rule_ties(self, reading: Reading, tried: Tried | None = None) -> list[Tie]:
        """Return what the rules alone find; `tried` is told where they looked in vain."""
        events, ties = self._events, self._ties
        if tried is not None:
            events, ties = EventFinder(self.lexicon, tried), TieFinder(self.lexicon, tried)
        return [*events.find(reading), *ties.find(reading)]

    def judged(self, maker: "ClaimMaker", ties: list[Tie], least: float) -> list[Tie]:
        """Return the ties of the rules and of the model that hold with at least this confidence.

        Coded sentences tell no lasting ties and leave out what is denied: of these, a short text
        is judged as an article is.
        """
        if self.model is None:
            return ties
        judged = self.model.weigh(maker.reading, ties, self.lexicon)
        found = as_meant(maker.reading, judged.ties(least))
        if self.model.steps(maker.reading) is self.model.articles:
            return found
        others = as_meant(maker.reading, judged.by(self.model.articles).ties(least))
        return [tie for tie in found if not maker.uncoded(tie)] + [
            tie for tie in others if maker.uncoded(tie)
        ]

    def maker(self, article: Article, reading: Reading, said: list[Said]) -> "ClaimMaker":
        """Return what makes claims of the ties of an article."""
        judged = self.model is not None
        return ClaimMaker(article, reading, Shelves(said), self.lexicon, self.extractor, judged)

    def sure(self, reading: Reading) -> float:
        """Return how sure the claims of this text must be."""
        if self.least is not None:
            return self.least
        return SURE_ALONE if is_short(reading) else SURE

    def claims(self, article: Article) -> list[Claim]:
        """Return the claims of an article in text order."""
        reading, said = self.read(article)
        maker, least = self.maker(article, reading, said), self.sure(reading)
        with COUNTERS.stage("rules"):
            found = self.rule_ties(reading)
        with COUNTERS.stage("judge"):
            ties = self.judged(maker, found, least)
        with COUNTERS.stage("claims"):
            return kept(c for tie in ties for c in maker.claims(tie) if is_sure(tie, c, least))


def as_meant(reading: Reading, ties: Iterable[Tie]) -> list[Tie]:
    """Return the ties with words of fighting as they are meant, also where the model found them."""
    return [
        replace(tie, cue=between(reading, tie.cue, tie.head, (tie.subject, tie.object)))
        for tie in ties
    ]


def is_sure(tie: Tie, claim: Claim, least: float) -> bool:
    """Whether a claim and the tie that it is made of are sure enough to be kept."""
    return min(claim.confidence, tie.confidence) >= least


def kept(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, of those that say the same or come of one reading only the surest."""
    return sorted(_surest(_surest(_surest(claims, reading_of), what), event), key=_place)


def _surest(claims: Iterable[Claim], key: Callable[[Claim], tuple[object, ...]]) -> Iterable[Claim]:
    """Keep the surest of the claims with one key, the first of equals."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        known = best.get(key(claim))
        if known is None or known.confidence < claim.confidence:
            best[key(claim)] = claim
    return best.values()


def reading_of(claim: Claim) -> tuple[object, ...]:
    """One cue says one thing of two mentions; of several readings the surest is kept.

    "Both sides" is two mentions of one place.
    """
    return (claim.cue.start, *_mentioned(claim.subject), *_mentioned(claim.object))


def event(claim: Claim) -> tuple[object, ...]:
    """Return what is said of which actors by which words; a title and its name are one actor."""
    if claim.relation == "same_as":
        return (claim.id,)  # its actors are one, and its names are what it is about
    actors = [claim.subject.actor, claim.object.actor]
    if relation_named(claim.relation).symmetric:
        actors.sort()
    return (claim.sentence.start, claim.cue.start, claim.relation, claim.denied, *actors)


def what(claim: Claim) -> tuple[object, ...]:
    """What is said of which mentions; two cues that say it are one claim."""
    ends = [_mentioned(claim.subject), _mentioned(claim.object)]
    if relation_named(claim.relation).symmetric:
        ends.sort(key=str)
    return (claim.relation, *ends)


def _mentioned(mention: Mention) -> tuple[int | None, int | None, str]:
    return (mention.start, mention.end, mention.actor)


def _place(claim: Claim) -> tuple[int, int, int, str]:
    return (claim.cue.start, claim.subject.start or 0, claim.object.start or 0, claim.relation)


@dataclass(frozen=True, slots=True)
class ClaimMaker:
    """Turns the ties of one article into its claims."""

    article: Article
    reading: Reading
    said: Shelves
    lexicon: Lexicon
    extractor: Extractor
    judged: bool = False  # whether the ties' confidences are final

    def refusal(self, tie: Tie) -> str:
        """Return why a tie can be no claim, "" where it can."""
        published = self.article.published
        return refusal(self.reading, tie, published[:10] if published else None)

    def claims(self, tie: Tie) -> Iterator[Claim]:
        """Yield the claim of a tie, if it can be one."""
        if self.refusal(tie):
            return
        first, second = self.reading.mention(tie.subject), self.reading.mention(tie.object)
        doc = self.reading.doc
        sentence = doc[tie.head].sent
        cue = self.span(tie.tokens[0], tie.tokens[-1] + 1)
        said = self.said_at(cue, tie.head)
        how = self.standing(tie, said)
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
            denied=self._denied(tie, how),
            status=how.status,
            speaker=self._speaker(tie, said, how),
            when=self._when(tie, cue.start),
            where=self._where(tie, first, second),
            confidence=round(confidence, 3),
            extractor=self.extractor,
        )

    def uncoded(self, tie: Tie) -> bool:
        """Whether a tie is such as sets of coded sentences say nothing of: lasting, or denied."""
        if relation_named(tie.relation).lasting:
            return True
        cue = self.span(tie.tokens[0], tie.tokens[-1] + 1)
        return self._denied(tie, self.standing(tie, self.said_at(cue, tie.head)))

    def _denied(self, tie: Tie, how: Standing) -> bool:
        if tie.ends and is_to_end(self.reading, self.lexicon, tie.head):
            return False
        if tie.ends:  # "ended its siege"; but not "has not ended", "refused to end its siege"
            syntax, verb = self.reading.syntax, self.reading.syntax.head(tie.head)
            ending = "" if verb is None else lemma_of(self.reading.doc[verb])
            negated = verb is not None and syntax.negated(verb) is not None
            undone = bool(how.denial) and not how.denied  # "failed to prevent the attack"
            own = how.denial.split()[:1] == [ending]
            return not (negated or undone) and (not how.denied or own)
        # "will not release them" is the rejection itself, where no word of rejecting stands
        refusing = tie.rule == LEARNED and tie.relation == "rejects" and how.denier is None
        return how.denied and not refusing

    def said_at(self, cue: Span, head: int) -> Said | None:
        """Return the statement that a cue, headed by this token, is told in, or None."""
        said = speaker_at(self.said.near(cue.start), cue.start, cue.end)
        return None if said is None or is_beside(self.reading, said, head) else said

    def _speaker(self, tie: Tie, said: Said | None, how: Standing) -> Mention | None:
        """Return who says so: of what is said in passing nobody, nor of one's own act of speech."""
        if tie.cue.form not in SPOKEN_OF:
            return None
        if said is None:
            return self._denier(how)
        if self._is_unsaid(said):
            return None
        if tie.cue.form is Form.TIE and said.kind in NOT_TOLD:
            return None  # "asked Kiev to look into his rival": that they are rivals nobody asks
        by = speaker(self.reading, said)
        if by and is_nobody(self.reading, said, by):
            return None
        if self._own(tie, said) and tie.relation in SPEECH_ACTS and how == Standing():
            return None
        return by

    def _said_by_saying(self, tie: Tie) -> Standing:
        """Who says that Iran should leave, or is to blame, asks or accuses by saying so."""
        if tie.relation == "requests":
            return Standing()
        how = standing(self.reading, self.lexicon, tie.head)
        return Standing(denied=how.denied, word=how.word, denial=how.denial)

    def _own(self, tie: Tie, said: Said | None) -> bool:
        """Whether who acts is who says so."""
        if said is None or said.speaker_head is None:
            return False
        head = self.reading.mention(tie.subject).found.head
        return head in self.reading.syntax.conjuncts(said.speaker_head)

    def _denier(self, how: Standing) -> Mention | None:
        if how.denier is None:
            return None
        for argument in self.reading.all_actors(self.reading.syntax.subjects(how.denier)):
            return as_mention(
                self.reading.mention(argument.mention), self.reading.doc, self.article.text
            )
        return None

    def standing(self, tie: Tie, said: Said | None) -> Standing:
        """Offices and hyphenated ties are stated in passing, whatever their clause says."""
        if tie.cue.form in (Form.VERB, Form.NOUN, Form.PHRASE):
            if is_to_end(self.reading, self.lexicon, tie.head):
                return Standing()  # it goes on until then
            if "speaker" in tie.cue.agent and self._own(tie, said):
                return self._said_by_saying(tie)
            if said and tie.relation == "accuses" and said.rule in MENTIONED:
                said = None  # who denies an accusation denies not that it was made
            elif said and self._is_unsaid(said):
                return hypothetical("not")
            elif said and said.kind == "denies" and self._negated(said.cue_head):
                said = None  # "did not deny that it armed them"
            return told(standing(self.reading, self.lexicon, tie.head), said)
        return Standing()

    def _is_unsaid(self, said: Said) -> bool:
        """Whether nobody says so: "did not say that", "are not ready to declare that"."""
        if said.kind != "says" or said.rule != "clause":
            return False
        above = self.reading.syntax.head(said.cue_head)
        ready = above is not None and self.reading.syntax.label(said.cue_head) == "open"
        return self._negated(said.cue_head) or (ready and self._negated(above or 0))

    def _negated(self, verb: int) -> bool:
        return self.reading.syntax.negated(verb) is not None

    def _when(self, tie: Tie, at: int) -> When | None:
        found = self.dated(tie, at)
        return found[0] if found else None

    def dated(self, tie: Tie, at: int) -> tuple[When, str] | None:
        """Return when it happened and the words that say so; `at` is where the cue begins."""
        if relation_named(tie.relation).lasting:
            return None
        sections = self.article.sections  # in text order
        place = bisect_right(sections, at, key=attrgetter("start")) - 1
        inside = place >= 0 and at < sections[place].end

        def of(head: int) -> tuple[When, str] | None:
            return dated(
                self.reading.syntax,
                head,
                lexicon=self.lexicon,
                published=self.article.published,
                section_time=sections[place].time if inside else None,
            )

        return of(tie.head) or self._dated_by_saying(tie, of)

    def _dated_by_saying(
        self, tie: Tie, of: Callable[[int], tuple[When, str] | None]
    ) -> tuple[When, str] | None:
        """Who warned on Tuesday that the game is dangerous accused on Tuesday."""
        if tie.relation not in SPEECH_ACTS:
            return None
        said = self.said_at(self.span(tie.tokens[0], tie.tokens[-1] + 1), tie.head)
        if said is None or not self._own(tie, said):
            return None
        same = self.reading.doc[said.cue_head].sent == self.reading.doc[tie.head].sent
        return of(said.cue_head) if same else None

    def _where(self, tie: Tie, subject: Resolved, target: Resolved) -> Where | None:
        if relation_named(tie.relation).lasting:
            return None
        deed = Deed(relation=tie.relation, cue=tie.head, subject=subject, object=target)
        return place_at(self.reading, deed)

    def span(self, start: int, end: int) -> Span:
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
        return self.span(start, end)

"""What a model states, as claims: its words resolved to actors as the rules resolve theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as DocSpan

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Cue, Form
from actorgraph.loaders.events import Tie
from actorgraph.loaders.extraction import ClaimMaker, kept
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.loaders.language_models.grounding import Grounded, Place
from actorgraph.loaders.resolution import as_mention
from actorgraph.ontology.actors import slug
from actorgraph.ontology.claim_rules import broken_rules
from actorgraph.ontology.claims import Claim, Mention

RULE = "language model"
LONGEST_CUE = 8  # words
ALIKE = 0.5  # the least share of characters that a mention and the model's words have in common


@dataclass(frozen=True, slots=True)
class ModelClaims:
    """Makes claims of what a model states of one parsed article.

    `maker` says where and when, as for the rules; `trust` is the confidence of a claim whose
    actors are surely known.
    """

    maker: ClaimMaker
    trust: float

    def of(self, stated: Sequence[Grounded]) -> tuple[list[Claim], list[Dropped]]:
        """Return the claims in text order, and why the others are none."""
        made = [self.claim(one) for one in stated]
        claims = [one for one in made if isinstance(one, Claim)]
        best = kept(claims)
        reasons = [one for one in made if isinstance(one, Dropped)]
        return best, reasons + [Dropped.REPEATED] * (len(claims) - len(best))

    def claim(self, stated: Grounded) -> Claim | Dropped:
        """Return the claim, or why it is none."""
        cue = self._tokens(stated.cue)
        if cue is None or len(cue) > LONGEST_CUE or cue[0].sent.end < cue.end:
            return Dropped.LONG_CUE
        subject, obj = self.mention_at(stated.subject), self.mention_at(stated.object)
        if subject is None:
            return Dropped.NO_SUBJECT
        if obj is None:
            return Dropped.NO_OBJECT
        tie = _tie(stated, cue, (subject, obj), self.trust)
        claim = next(self.maker.claims(tie), None)
        if claim is None:
            return Dropped.ROLES
        claim = replace(
            claim, denied=stated.denied, status=stated.status, speaker=self._speaker(stated.speaker)
        )
        return Dropped.RULES if any(broken_rules(claim)) else claim

    def mention_at(self, place: Place) -> int | None:
        """Return the resolved mention that these words mean: theirs, their head's, or the likest.

        So "positions of the YPG" is the YPG, as it is for the rules.
        """
        reading, words = self.maker.reading, self._tokens(place)
        if words is None:
            return None
        among = list(_mentions_in(reading, words))
        exact = [at for at, span in among if span == place]
        if exact:
            return exact[0]
        inside = {at for at, _ in among}
        for argument in reading.actors(words.root.i):
            if argument.mention in inside:
                return argument.mention
        likest = max(among, key=lambda one: _likeness(one[1], place), default=None)
        if likest is None or _likeness(likest[1], place) < ALIKE:
            return None
        return likest[0]

    def _tokens(self, place: Place) -> DocSpan | None:
        return self.maker.reading.doc.char_span(*place, alignment_mode="expand") or None

    def _speaker(self, place: Place | None) -> Mention | None:
        """Return the speaker, with the model's words; one who is no actor stays as written."""
        if place is None:
            return None
        text = self.maker.article.text[place[0] : place[1]]
        at = self.mention_at(place)
        resolved = None if at is None else self.maker.reading.mention(at)
        if resolved is None or resolved.place:
            name = " ".join(text.split())
            return Mention(
                actor=slug(name), name=name, kind="Group", text=text, start=place[0],
                end=place[1], resolution="speaker as written (0.30)",
            )  # fmt: skip
        mention = as_mention(resolved, self.maker.reading.doc, self.maker.article.text)
        return replace(mention, text=text, start=place[0], end=place[1])


def _tie(stated: Grounded, words: DocSpan, sides: tuple[int, int], trust: float) -> Tie:
    head = words.root
    form = Form.VERB if head.pos_ in ("VERB", "AUX") else Form.NOUN
    cue = Cue(
        words=tuple(map(lemma_of, words)), head=head.i - words.start, origin=RULE, form=form,
        relation=stated.relation, agent=(), target=(), confidence=trust, mode=stated.mode,
    )  # fmt: skip
    return Tie(
        cue=cue, head=head.i, tokens=(words.start, words.end - 1), subject=sides[0],
        object=sides[1], rule=RULE, confidence=trust,
    )  # fmt: skip


def _mentions_in(reading: Reading, words: DocSpan) -> Iterator[tuple[int, Place]]:
    """Yield the resolved mentions that share words with these, and where they stand."""
    for at, mention in enumerate(reading.mentions):
        if mention is None:
            continue
        found = mention.found
        if found.start < words.end and words.start < found.end:
            span = reading.doc[found.start : found.end]
            yield at, (span.start_char, span.end_char)


def _likeness(one: Place, other: Place) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))

"""Explaining: reading a text as `ClaimReader.claims` does, and keeping what was decided on the way.

Nothing is decided here: the steps are those of the reader, and the reasons are asked of the code
that decided.
"""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from actorgraph.errors import UsageError
from actorgraph.loaders.attempts import CARRIER, Attempt
from actorgraph.loaders.cue_words import lemma_of, words_at
from actorgraph.loaders.cues import Form
from actorgraph.loaders.events import Tie
from actorgraph.loaders.explanation import (
    CueRead,
    EmptySlot,
    Explanation,
    Named,
    SaidHere,
    Unread,
    Word,
)
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.outcomes import Outcomes
from actorgraph.loaders.published_dates import iso_date
from actorgraph.loaders.said import Said
from actorgraph.loaders.watched_reading import Watched
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Span

EVENTS = (Form.VERB, Form.NOUN, Form.PHRASE)
ALIAS = "alias "  # how the rule begins by which the catalogue knew a mention
# Whom the subject of the verb that carries an event noun can be.
CARRIED = MappingProxyType(
    {
        "agent": ("agent",),
        "ends": ("agent",),
        "target": ("target",),
        "both": ("agent", "target"),
    }
)
AROUND = ("possessor", "adjective", "compound", "phrase", "agent")


def explain(reader: ClaimReader, article: Article) -> list[Explanation]:
    """Return, sentence by sentence, what the reader sees and decides in an article."""
    return list(_Explaining(reader, article).sentences())


def explain_text(
    reader: ClaimReader, text: str, *, published: str | None = None
) -> list[Explanation]:
    """Explain a text that is no article yet; `published` is the ISO date it is read from.

    Raises UsageError where there is no text, or the date is none.
    """
    if not text.strip():
        message = "there is no text to explain"
        raise UsageError(message)
    date = iso_date(published) if published else None
    if published and date is None:
        message = f"{published!r} is not a date; write it as 2016-10-25"
        raise UsageError(message)
    return explain(reader, Article(id="explained", text=text, published=date))


class _Explaining:
    """One article being explained."""

    def __init__(self, reader: ClaimReader, article: Article) -> None:
        self.lexicon, self.article = reader.lexicon, article
        read, self.said = reader.read(article)
        self.reading = Watched(read.doc, read.syntax, read.found, read.mentions, read.text)
        self.doc = self.reading.doc
        self.attempts: list[Attempt] = []
        self.ties = reader.rule_ties(self.reading, self.attempts.append)
        self.outcomes = Outcomes(reader, article, self.reading, self.said, self.ties)

    def sentences(self) -> Iterator[Explanation]:
        for sentence in self.doc.sents:
            start, end = self.reading.sentence_of(sentence.start)
            if start < end:
                yield self._sentence(start, end)

    def _sentence(self, start: int, end: int) -> Explanation:
        found = [one for one in self.outcomes.found if start <= one.tie.head < end]
        cues = list(self._cues(start, end, [one.tie for one in found]))
        return Explanation(
            sentence=self._span(start, end),
            mentions=tuple(self._mentions(start, end)),
            words=tuple(self._words(start, end)),
            cues=tuple(cues),
            considered=tuple(one.considered for one in found),
            statements=tuple(self._statement(one) for one in self._said(start, end)),
            unread=tuple(self._unread(start, end)),
        )

    def _span(self, start: int, end: int) -> Span:
        span = self.doc[start:end]
        return self._characters(span.start_char, span.end_char)

    def _characters(self, start: int, end: int) -> Span:
        return Span(text=self.article.text[start:end], start=start, end=end)

    # -- mentions, words, statements -------------------------------------------------------------

    def _mentions(self, start: int, end: int) -> Iterator[Named]:
        for found, resolved in zip(self.reading.found, self.reading.mentions, strict=True):
            if not start <= found.head < end:
                continue
            span = self._span(found.start, found.end)
            if resolved is None:
                yield Named(span=span, form=found.form)
                continue
            known = resolved.rule.startswith(ALIAS)
            yield Named(
                span=span,
                form=found.form,
                actor=resolved.actor.id,
                name=resolved.actor.name,
                kind="Place" if resolved.place else resolved.actor.kind,
                rule=ALIAS.strip() if known else resolved.rule,
                alias=resolved.rule.removeprefix(ALIAS).strip("'\"") if known else None,
                score=round(resolved.score, 2),
            )

    def _words(self, start: int, end: int) -> Iterator[Word]:
        for token in self.doc[start:end]:
            arc = self.reading.syntax.above.get(token.i)
            inside = arc is not None and start <= arc.head < end
            yield Word(
                place=token.i - start,
                text=token.text,
                lemma=token.lemma_,
                tag=token.tag_,
                arc="root" if arc is None else f"{arc.label} {arc.preposition}".strip(),
                head=arc.head - start if arc is not None and inside else None,
            )

    def _said(self, start: int, end: int) -> list[Said]:
        return [one for one in self.said if start <= one.cue_head < end]

    def _statement(self, said: Said) -> SaidHere:
        return SaidHere(
            speaker=self._characters(*said.speaker) if said.speaker else None,
            cue=self._characters(*said.cue),
            content=self._characters(*said.content),
            kind=said.kind,
            rule=said.rule,
        )

    # -- cues ------------------------------------------------------------------------------------

    def _cues(self, start: int, end: int, considered: Sequence[Tie]) -> Iterator[CueRead]:
        attempts = [one for one in self.attempts if start <= one.head < end]
        tried = {(one.cue.origin, one.head) for one in attempts}
        attempts += [
            Attempt(cue=tie.cue, head=tie.head, tokens=tie.tokens)
            for tie in {(t.cue.origin, t.head): t for t in self.ties}.values()
            if start <= tie.head < end and (tie.cue.origin, tie.head) not in tried
        ]
        for attempt in sorted(attempts, key=lambda one: (one.head, one.look is None)):
            cue = attempt.cue
            tokens = attempt.tokens or words_at(self.reading, cue.words, cue.head, attempt.head)
            if not tokens:
                continue
            read = [
                place
                for place, tie in enumerate(considered)
                if (tie.cue.origin, tie.head) == (cue.origin, attempt.head)
            ]
            yield CueRead(
                span=self._span(tokens[0], tokens[-1] + 1),
                line=cue.origin,
                form=cue.form.value,
                relation=cue.relation,
                mode=cue.mode,
                agent=cue.agent,
                target=cue.target,
                prior=cue.confidence,
                carrier=attempt.light.text if attempt.light else "",
                taken=attempt.look is not None or cue.form not in EVENTS or bool(read),
                why=self._why(attempt),
                empty=tuple(self._empty(attempt)),
                read=tuple(read),
            )

    def _why(self, attempt: Attempt) -> str:
        if attempt.same:
            actors = (self.reading.mention(first).actor.name for first, _ in attempt.same)
            return f"both sides are the same actor, {', '.join(dict.fromkeys(actors))}"
        return attempt.note

    def _empty(self, attempt: Attempt) -> Iterator[EmptySlot]:
        if attempt.look is None:
            return
        among = len(attempt.agents) > 1 and not attempt.targets and self._tied(attempt)
        for role, slots, found in (
            ("agent", attempt.cue.agent, attempt.agents),
            ("target", attempt.cue.target, attempt.targets),
        ):
            if found or among:
                continue
            for slot in slots:
                yield self._slot(attempt, role, slot)
            carries = CARRIED.get(attempt.light.subject, ()) if attempt.light else ()
            if role in carries:
                yield self._slot(attempt, role, CARRIER)

    def _tied(self, attempt: Attempt) -> bool:
        here = (attempt.cue.origin, attempt.head)
        return any((tie.cue.origin, tie.head) == here for tie in self.ties)

    def _slot(self, attempt: Attempt, role: str, slot: str) -> EmptySlot:
        self.reading.asked.clear()
        found = attempt.look(slot) if attempt.look else []
        asked = list(dict.fromkeys(self.reading.asked))
        name = f"subject of {attempt.light.text}" if slot == CARRIER and attempt.light else slot
        taken = {*attempt.agents, *attempt.targets}
        if found and taken.issuperset(argument.mention for argument in found):
            why = "taken for the other side"
        else:
            why = "not taken from there by this rule" if found else self._emptiness(asked)
        words = dict.fromkeys(map(self._wording, asked))
        return EmptySlot(role=role, slot=name, words=tuple(words), why=why)

    def _wording(self, token: int) -> str:
        """Return the mention that a word belongs to, else the word."""
        place = self.reading.at(token)
        if place is None:
            return str(self.doc[token].text)
        found = self.reading.mention(place).found
        return self._span(found.start, found.end).text

    def _emptiness(self, asked: Sequence[int]) -> str:
        if not asked:
            return "nothing stands there"
        unresolved = {
            token
            for mention, resolved in zip(self.reading.found, self.reading.mentions, strict=True)
            if resolved is None
            for token in range(mention.start, mention.end)
        }
        if set(asked) & unresolved:
            return "not resolved to an actor"
        return "names no actor"

    # -- what no line reads -----------------------------------------------------------------------

    def _unread(self, start: int, end: int) -> Iterator[Unread]:
        read = {attempt.head for attempt in self.attempts if attempt.tokens}
        read |= {tie.head for tie in self.ties}
        for token in self.doc[start:end]:
            noun = token.pos_ == "NOUN"
            named = self.reading.at(token.i) is not None
            open_to = token.pos_ == "VERB" or (noun and not named and self._among_actors(token.i))
            if not open_to or token.i in read or self._helps(token.lemma_.lower()):
                continue
            forms = (Form.NOUN, Form.TIE, Form.OFFICE) if noun else (Form.VERB,)
            lines = sum(
                len(self.lexicon.cues[form].get(lemma_of(token), ()))
                for form in (*forms, Form.PHRASE)
            )
            yield Unread(text=token.text, lemma=token.lemma_, noun=noun, lines=lines)

    def _among_actors(self, noun: int) -> bool:
        """Whether somebody stands around a noun as around an event: "Russia's embargo on"."""
        below = self.reading.syntax.children(noun, *AROUND)
        return any(self.reading.at(token) is not None for token in below)

    def _helps(self, lemma: str) -> bool:
        """Whether the word has its own table: it attributes, gives a status or carries a noun."""
        return any(
            lemma in table
            for table in (self.lexicon.speech, self.lexicon.statuses, self.lexicon.light)
        )

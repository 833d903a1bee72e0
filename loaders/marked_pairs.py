"""Two marked actors in their sentence: the words that join them, and the cues and ties about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of, words_at
from actorgraph.loaders.cues import Cue, Form, Lexicon
from actorgraph.loaders.events import EventFinder, Tie
from actorgraph.loaders.pairs import Places
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.syntax import Arc, Syntax
from actorgraph.loaders.ties import TieFinder
from actorgraph.ontology.actors import Actor

SOURCE, TARGET = 0, 1  # places of the two actors among the mentions of a pair's reading
CLIMB = 12  # steps up the tree from an actor to the word that joins both
CHAIN = 5  # verbs that one deed is told with: "said it would stop holding"
SAME_SUBJECT = frozenset("it he she they we i that".split())
_FORMS = (Form.VERB, Form.NOUN, Form.PHRASE)


@dataclass(frozen=True, slots=True)
class CueHere:
    """A cue of the lexicon that stands in the sentence, whoever its actors are."""

    cue: Cue
    head: int
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence in which two actors are marked, as the rules read it.

    `path` holds the words from one actor up to what joins both and down to the other, `governors`
    the verb above the source with its infinitives, `deeds` those and the verbs that go on from it.
    """

    reading: Reading
    path: tuple[int, ...]
    governors: tuple[int, ...]
    deeds: tuple[int, ...]
    cues: tuple[CueHere, ...]
    ties: tuple[Tie, ...]

    @property
    def source(self) -> Found:
        """The source's words."""
        return self.reading.mention(SOURCE).found

    @property
    def target(self) -> Found:
        """The target's words."""
        return self.reading.mention(TARGET).found

    def joins(self, here: CueHere) -> bool:
        """Whether a cue stands on the way between the actors, or one step beside it."""
        near = {*self.path, *self.governors}
        return here.head in near or self.reading.syntax.head(here.head) in near


class PairReader:
    """Reads the sentences around two marked spans with the eyes of the extraction's rules."""

    def __init__(self, lexicon: Lexicon, arcs: Callable[[Doc], Iterator[Arc]]) -> None:
        self.lexicon = lexicon
        self._arcs = arcs
        self._events = EventFinder(lexicon)
        self._ties = TieFinder(lexicon)

    def read(self, doc: Doc, source: Places, target: Places) -> MarkedPair:
        """Return the pair; source and target are character offsets in the document's text."""
        spans = [_words_of(doc, place) for place in (source, target)]
        start = min(span[0].sent.start for span in spans)
        window = doc[start : max(span[-1].sent.end for span in spans)].as_doc()
        mentions = [
            _given(window, name, span.start - start, span.end - start)
            for name, span in zip(("source", "target"), spans, strict=True)
        ]
        found = [mention.found for mention in mentions]
        reading = Reading(window, Syntax(window, self._arcs), found, list(mentions), window.text)
        path = _path(reading.syntax, found[SOURCE].head, found[TARGET].head)
        return MarkedPair(
            reading=reading,
            path=tuple(path),
            governors=tuple(_governors(reading, found[SOURCE].head)),
            deeds=tuple(_deeds(reading, found[SOURCE].head, path)),
            cues=tuple(self._cues(reading)),
            ties=(*self._events.find(reading), *self._ties.find(reading)),
        )

    def _cues(self, reading: Reading) -> Iterator[CueHere]:
        """Yield the most specific cue of each relation at each word."""
        for token in reading.doc:
            if token.is_space or token.is_punct or token.tag_.startswith("NNP"):
                continue
            for form in _FORMS:
                if form is Form.PHRASE or (form is Form.VERB) == token.tag_.startswith("VB"):
                    seen: set[str] = set()
                    for here in self._cues_at(reading, token.i, form):
                        if here.cue.relation not in seen:
                            seen.add(here.cue.relation)
                            yield here

    def _cues_at(self, reading: Reading, token: int, form: Form) -> Iterator[CueHere]:
        for cue in self.lexicon.cues[form].get(lemma_of(reading.doc[token]), ()):
            tokens = words_at(reading, cue.words, cue.head, token)
            if tokens and (not cue.nouns or _goes_with(reading, cue, tokens)):
                yield CueHere(cue, token, tokens)


def _words_of(doc: Doc, place: Places) -> Span:
    """Return the tokens of a span of characters, without white space around it."""
    text = doc.text[place[0] : place[1]]
    start = place[0] + len(text) - len(text.lstrip())
    found = doc.char_span(start, start + max(len(text.strip()), 1), alignment_mode="expand")
    return found if found is not None and len(found) else doc[:1]


def _given(doc: Doc, name: str, start: int, end: int) -> Resolved:
    found = Found(start=start, end=end, head=doc[start:end].root.i, form="name")
    return Resolved(
        found=found, actor=Actor(id=name, name=name, kind="Actor"), rule="given", score=1.0
    )


def noun_lemmas(doc: Doc, noun: int) -> Iterator[str]:
    """Yield the ways in which the lexicon may list a noun, alone and with the word before it."""
    yield lemma_of(doc[noun])
    yield doc[noun].lower_
    if noun:
        yield f"{doc[noun - 1].lower_} {lemma_of(doc[noun])}"


def _goes_with(reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> bool:
    """Whether one of the cue's nouns is its object, in its phrase, or a modifier of it."""
    doc, syntax = reading.doc, reading.syntax
    found: list[int] = []
    for head in tokens:
        found += syntax.children(head, "object", "compound", "adjective", "passive_subject")
        found += [noun for _, noun in syntax.phrases(head)]
        found += syntax.patients(head) if is_verb(doc, head) else []
    return any(lemma in cue.nouns for noun in found for lemma in noun_lemmas(doc, noun))


def is_verb(doc: Doc, token: int) -> bool:
    """Whether the token is a form of a verb."""
    return doc[token].tag_.startswith("VB")


def chain(syntax: Syntax, token: int) -> list[int]:
    """Return the token and what stands above it, up to the root."""
    found = [token]
    for _ in range(CLIMB):
        head = syntax.head(found[-1])
        if head is None or head in found:
            break
        found.append(head)
    return found


def _path(syntax: Syntax, source: int, target: int) -> list[int]:
    up, down = chain(syntax, source), chain(syntax, target)
    for place, token in enumerate(up):
        if token in down:
            return up[1 : place + 1] + down[1 : down.index(token)][::-1]
    return []


def _governors(reading: Reading, source: int) -> list[int]:
    above = [t for t in chain(reading.syntax, source)[1:] if is_verb(reading.doc, t)][:1]
    for verb in above:
        above += [t for t in reading.syntax.children(verb, "open") if t not in above]
    return above


def _deeds(reading: Reading, source: int, path: list[int]) -> list[int]:
    """Return the verbs of what the source does, also in clauses whose subject is a pronoun."""
    doc, syntax = reading.doc, reading.syntax
    found = _governors(reading, source)[:1]
    for verb in found:
        for clause in syntax.children(verb, "open", "complement", "adverbial"):
            subjects = syntax.children(clause, "subject", "passive_subject")
            borrowed = all(doc[subject].lower_ in SAME_SUBJECT for subject in subjects)
            goes_on = syntax.label(clause) != "adverbial" or doc[clause].tag_ == "VB"
            if borrowed and goes_on and clause not in found and len(found) < CHAIN:
                found.append(clause)
    return found + [t for t in path if t not in found and is_verb(doc, t)]

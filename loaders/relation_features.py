"""What can be seen of two marked actors in their sentence, as named features of a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_tables import merged
from actorgraph.loaders.cues import Cue, Form, Lexicon
from actorgraph.loaders.events import EventFinder, Tie, lemma_of, words_at
from actorgraph.loaders.lexicon_reading import SHIPPED
from actorgraph.loaders.mentions import Found
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.status import standing
from actorgraph.loaders.syntax import Syntax
from actorgraph.loaders.ties import TieFinder
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.vocabulary import RELATIONS

SOURCE, TARGET = 0, 1  # places of the two mentions in a reading
NEAR = 8  # words before the first and after the second actor that are looked at
CLIMB = 12  # steps up the tree from an actor to the word that joins both
_FORMS = (Form.VERB, Form.NOUN, Form.PHRASE)
_VERBS = ("VB",)
CHAIN = 5
_SELF = frozenset("it he she they we i that".split())
_MOODS = {"will": "will", "would": "will", "'ll": "will", "wo": "will", "shall": "will",
          "should": "should", "must": "should", "can": "can", "could": "can", "may": "can", "might": "can", "cannot": "can"}


@dataclass(frozen=True, slots=True)
class CueHere:
    """A cue of the lexicon that stands in the sentence, with the tokens of its words."""

    cue: Cue
    head: int
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence with two marked actors as the rules read it, and what they found in it."""

    reading: Reading
    path: tuple[int, ...]
    cues: tuple[CueHere, ...]
    ties: tuple[Tie, ...]


class PairReader:
    """Reads the sentences around two marked spans with the rules' own eyes."""

    def __init__(self, lexicon: Lexicon, arcs: object) -> None:
        self.lexicon = lexicon
        self._arcs = arcs
        self._events = EventFinder(lexicon)
        self._ties = TieFinder(lexicon)

    def read(self, doc: Doc, source: tuple[int, int], target: tuple[int, int]) -> MarkedPair:
        """Return the pair; spans are character offsets in the document's text."""
        spans = [_tokens(doc, span) for span in (source, target)]
        start = min(span[0].sent.start for span in spans)
        end = max(span[-1].sent.end for span in spans)
        window = doc[start:end].as_doc()
        syntax = Syntax(window, self._arcs)  # type: ignore[arg-type]
        places = [(span.start - start, span.end - start) for span in spans]
        mentions = [_mention(window, place, name) for place, name in zip(places, "st", strict=True)]
        reading = Reading(window, syntax, [mention.found for mention in mentions], list(mentions))
        ties = [*self._events.find(reading), *self._ties.find(reading)]
        return MarkedPair(
            reading=reading,
            path=tuple(_path(syntax, mentions[0].found.head, mentions[1].found.head)),
            cues=tuple(self._cues(reading)),
            ties=tuple(ties),
        )

    def _cues(self, reading: Reading) -> Iterator[CueHere]:
        """Yield the most specific cue of each relation at each word, tied to actors or not."""
        for token in reading.doc:
            if token.is_space or token.is_punct or token.tag_.startswith("NNP"):
                continue
            for form in _FORMS:
                if (form is Form.VERB) != token.tag_.startswith("VB") and form is not Form.PHRASE:
                    continue
                seen: set[str] = set()
                for cue in self.lexicon.cues[form].get(lemma_of(token), ()):
                    if cue.relation in seen:
                        continue
                    tokens = words_at(reading, cue.words, cue.head, token.i)
                    if tokens and (not cue.nouns or _goes_with(reading, cue, tokens)):
                        seen.add(cue.relation)
                        yield CueHere(cue, token.i, tokens)


def _tokens(doc: Doc, span: tuple[int, int]) -> Span:
    text = doc.text[span[0] : span[1]]
    start = span[0] + len(text) - len(text.lstrip())
    end = max(span[0] + len(text.rstrip()), start + 1)
    found = doc.char_span(start, end, alignment_mode="expand")
    return found if found is not None and len(found) else doc[:1]


def _mention(doc: Doc, place: tuple[int, int], name: str) -> Resolved:
    start, end = place
    head = doc[start:end].root
    found = Found(start=start, end=end, head=head.i, form="name")
    return Resolved(
        found=found, actor=Actor(id=name, name=name, kind="Actor"), rule="given", score=1
    )


def _goes_with(reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> bool:
    """Whether one of the cue's nouns is near: its object, its phrase, or a modifier of it."""
    doc, syntax = reading.doc, reading.syntax
    found: list[int] = []
    for head in tokens:
        found += syntax.children(head, "object", "compound", "adjective", "passive_subject")
        found += [noun for _, noun in syntax.phrases(head)]
        found += syntax.patients(head) if doc[head].tag_.startswith("VB") else []
    return any(lemma in cue.nouns for noun in found for lemma in _lemmas(doc, noun))


def _lemmas(doc: Doc, noun: int) -> Iterator[str]:
    yield lemma_of(doc[noun])
    yield doc[noun].lower_
    if noun:
        yield f"{doc[noun - 1].lower_} {lemma_of(doc[noun])}"


def _chain(syntax: Syntax, token: int) -> list[int]:
    chain = [token]
    for _ in range(CLIMB):
        head = syntax.head(chain[-1])
        if head is None or head in chain:
            break
        chain.append(head)
    return chain


def _path(syntax: Syntax, source: int, target: int) -> list[int]:
    """Return the words on the way from one actor up to what joins them and down to the other."""
    up, down = _chain(syntax, source), _chain(syntax, target)
    for place, token in enumerate(up):
        if token in down:
            return up[1 : place + 1] + down[1 : down.index(token)][::-1]
    return []


# -- features --------------------------------------------------------------------------------


@cache
def noun_classes() -> Mapping[str, tuple[str, ...]]:
    """Return the classes of classes.tsv that a noun is in."""
    found: dict[str, list[str]] = {}
    for line in merged("classes", (SHIPPED,)):
        for noun in line.cells["nouns"].split("|"):
            found.setdefault(noun, []).append(line.cells["class"])
    return {noun: tuple(classes) for noun, classes in found.items()}


def features(pair: MarkedPair, lexicon: Lexicon) -> dict[str, float]:
    """Return what is seen of a pair: name of the feature and its value."""
    found: dict[str, float] = {}
    for part in (_words, _syntax_words, _cue_words, _tie_words, _deed_words):
        for name, value in part(pair, lexicon):
            found[name] = max(found.get(name, 0.0), value)
    return found


def _word(token: Token) -> str | None:
    """The word as the model may know it: no names, no numbers."""
    if token.is_space or token.is_punct:
        return None
    if token.tag_.startswith("NNP") or token.pos_ == "PROPN":
        return "NAME"
    if token.pos_ == "NUM" or token.like_num:
        return "NUM"
    return lemma_of(token)


def _zone(pair: MarkedPair, token: int) -> str:
    source, target = (pair.reading.mention(p).found for p in (SOURCE, TARGET))
    if source.start <= token < source.end:
        return "s"
    if target.start <= token < target.end:
        return "t"
    first, last = sorted((source, target), key=lambda m: m.start)
    return "a" if token < first.start else "z" if token >= last.end else "m"


def _words(pair: MarkedPair, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    doc = pair.reading.doc
    source, target = (pair.reading.mention(p).found for p in (SOURCE, TARGET))
    yield ("order:" + ("st" if source.start < target.start else "ts")), 1
    low = min(source.start, target.start) - NEAR
    high = max(source.end, target.end) + NEAR
    before = ""
    for token in doc[max(low, 0) : min(high, len(doc))]:
        word, zone = _word(token), _zone(pair, token.i)
        if word is None:
            continue
        if word != "NAME":
            yield f"w{zone}:{word}", 1
        mark = {"s": "S", "t": "T"}.get(zone, word)
        if before and mark != before and zone != "a":
            yield f"b:{before} {mark}", 1
        before = mark


def _verb(pair: MarkedPair, token: int) -> str:
    doc, syntax = pair.reading.doc, pair.reading.syntax
    particles = [doc[c].lower_ for c in syntax.children(token, "particle")]
    return " ".join([lemma_of(doc[token]), *particles])


def _syntax_words(pair: MarkedPair, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    reading = pair.reading
    doc, syntax = reading.doc, reading.syntax
    classes = noun_classes()
    source, target = (reading.mention(p).found for p in (SOURCE, TARGET))
    arc = syntax.above.get(target.head)
    if arc is not None and arc.preposition:
        yield f"pt:{arc.preposition}", 1
        yield f"pt:{arc.preposition}+{_verb(pair, arc.head)}", 1
    top = max(pair.path, key=lambda t: -_depth(syntax, t)) if pair.path else None
    for token in pair.path:
        word = _word(doc[token])
        if word in (None, "NAME"):
            continue
        yield f"p:{word}", 1
    words = [_verb(pair, t) for t in pair.path if _word(doc[t]) not in (None, "NAME")]
    for first, second in zip(words, words[1:], strict=False):
        yield f"pp:{first}>{second}", 1
    if top is not None:
        how = standing(reading, lexicon, top)
        yield f"top:{_verb(pair, top)}", 1
        yield f"how:{how.status.value}{'-not' if how.denied else ''}", 1
        if how.word:
            yield f"how:{how.word}", 1
    for verb in _governors(pair, source.head):
        name = _verb(pair, verb)
        yield f"v:{name}", 1
        if syntax.negated(verb) is not None:
            yield "v-not", 1
            yield f"v-not:{name}", 1
        for aux in syntax.children(verb, "auxiliary"):
            yield f"aux:{lemma_of(doc[aux])}", 1
        for noun in syntax.patients(verb):
            word = _word(doc[noun])
            if word not in (None, "NAME"):
                yield f"vo:{name}+{word}", 1
                yield f"o:{word}", 1
            for lemma in _lemmas(doc, noun):
                for kind in classes.get(lemma, ()):
                    yield f"oc:{kind}", 1
                    yield f"voc:{name}+{kind}", 1
        for preposition, noun in syntax.phrases(verb):
            yield f"vp:{name}+{preposition}", 1


def _depth(syntax: Syntax, token: int) -> int:
    return len(_chain(syntax, token))


def _governors(pair: MarkedPair, head: int) -> list[int]:
    """The verbs above the source, and the infinitives and coordinated verbs under the first."""
    doc, syntax = pair.reading.doc, pair.reading.syntax
    above = [t for t in _chain(syntax, head)[1:] if doc[t].tag_.startswith(_VERBS)][:1]
    for verb in above:
        above += [t for t in syntax.children(verb, "open") if t not in above]
    return above


def _cue_words(pair: MarkedPair, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    reading = pair.reading
    governing = set(_governors(pair, reading.mention(SOURCE).found.head))
    near = set(pair.path) | governing
    for here in pair.cues:
        cue, zone = here.cue, _zone(pair, here.head)
        on = here.head in near or reading.syntax.head(here.head) in near
        place = "on" if on else "off"
        yield f"c{place}:{cue.relation}", 1
        yield f"cc{place}:{cue.relation}", cue.confidence
        yield f"c{zone}:{cue.relation}", 1
        yield f"cf:{cue.form.value}:{cue.relation}", 1
        if on:
            yield f"cm:{cue.relation}/{cue.mode}", 1
            yield f"ct:{cue.text}", 1
            how = standing(reading, lexicon, here.head)
            yield f"ch:{cue.relation}:{how.status.value}{'-not' if how.denied else ''}", 1
            if how.word:
                yield f"chw:{cue.relation}:{how.word}", 1
        if here.head in governing:
            yield f"cg:{cue.relation}", 1


def _tie_words(pair: MarkedPair, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    best: Tie | None = None
    for tie in pair.ties:
        way = "" if tie.subject == SOURCE else "<"
        yield f"t{way}:{tie.relation}", 1
        yield f"tt{way}:{tie.relation}", tie.confidence
        yield f"tm:{tie.relation}/{tie.cue.mode}", 1
        if tie.ends:
            yield f"te:{tie.relation}", 1
        how = standing(pair.reading, lexicon, tie.head)
        yield f"th:{tie.relation}:{how.status.value}{'-not' if how.denied else ''}", 1
        if not way and (best is None or tie.confidence > best.confidence):
            best = tie
    yield f"tb:{best.relation if best else None}", 1


def _deeds(pair: MarkedPair) -> list[int]:
    """Return the verbs of what the source does: the one above it, and those under that one.

    Infinitives, and clauses whose subject is a pronoun: "said it would stop talking to".
    """
    doc, syntax = pair.reading.doc, pair.reading.syntax
    found = _governors(pair, pair.reading.mention(SOURCE).found.head)[:1]
    for verb in found:
        for clause in syntax.children(verb, "open", "complement", "adverbial"):
            subjects = syntax.children(clause, "subject", "passive_subject")
            own = [s for s in subjects if doc[s].lower_ not in _SELF]
            infinitive = syntax.label(clause) != "adverbial" or doc[clause].tag_ == "VB"
            if not own and infinitive and clause not in found and len(found) < CHAIN:
                found.append(clause)
    found += [t for t in pair.path if t not in found and doc[t].tag_.startswith("VB")]
    return found


def _deed_words(pair: MarkedPair, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """How the deeds are put (will, not, can), joined with what kind of deeds they are."""
    doc, syntax = pair.reading.doc, pair.reading.syntax
    by_head: dict[int, list[Cue]] = {}
    for here in pair.cues:
        for token in here.tokens:
            by_head.setdefault(token, []).append(here.cue)
    verbs = _deeds(pair)
    moods = {"plain"}
    for verb in verbs:
        aux = {lemma_of(doc[a]) for a in syntax.children(verb, "auxiliary")}
        no = "not-" if syntax.negated(verb) is not None else ""
        moods |= {no + mood for word in aux if (mood := _MOODS.get(word))}
        if no:
            moods.add("not")
    if len(moods) > 1:
        moods.discard("plain")
    mood = "+".join(sorted(moods))
    yield f"mood:{mood}", 1
    relations = [r for verb in verbs for r in sorted({c.relation for c in by_head.get(verb, ())})]
    for verb in verbs:
        yield f"d:{_verb(pair, verb)}", 1
        yield f"dm:{_verb(pair, verb)}+{mood}", 1
        nouns = [*syntax.patients(verb), *(n for _, n in syntax.phrases(verb))]
        own = sorted({c.relation for c in by_head.get(verb, ())} | {"-"})
        ends = any(e.subject == "ends" for e in lexicon.light.get(lemma_of(doc[verb]), ()))
        for noun in nouns:
            for relation in sorted({c.relation for c in by_head.get(noun, ())}):
                relations.append(relation)
                yield f"vr:{_verb(pair, verb)}+{relation}", 1
                for first in own:
                    yield f"rr:{first}+{relation}", 1
                if ends:
                    yield f"ends:{relation}", 1
    for relation in set(relations):
        yield f"rm:{relation}+{mood}", 1
        yield f"qm:{RELATIONS[relation].quad}+{mood}", 1
    if relations:
        yield f"last:{relations[-1]}", 1
        yield f"seq:{'>'.join(relations[:3])}", 1
    if pair.ties:
        for tie in pair.ties:
            yield f"tq:{RELATIONS[tie.relation].quad}+{mood}", 1
            yield f"tr:{tie.relation}+{mood}", 1

"""What a model is told of two marked actors: words, syntax, cues and ties as named features.

No feature holds a name: capitalised words stand as NAME, numbers as NUM. The part of a feature's
name before the colon says what it is: `wm:` a word between the actors, `d:` a verb of the deed …
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from actorgraph.loaders.cue_tables import merged
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.events import Tie
from actorgraph.loaders.lexicon_reading import SHIPPED
from actorgraph.loaders.marked_pairs import (
    SOURCE,
    MarkedPair,
    chain,
    noun_lemmas,
)
from actorgraph.loaders.status import standing

Features = Iterator[tuple[str, float]]

NEAR = 8  # words before the first and after the second actor that are looked at
STEM = 5  # letters that "condemn" and "condemnation" are taken to share
_STEMMED = frozenset({"p", "d", "o", "wm", "wt"})
_NOT_WORDS = (None, "NAME")


def features(pair: MarkedPair, lexicon: Lexicon) -> dict[str, float]:
    """Return what is seen of a pair: the names of the features and their values."""
    found: dict[str, float] = {}
    for part in _PARTS:
        for name, value in part(pair, lexicon):
            found[name] = max(found.get(name, 0.0), value)
    return found | dict.fromkeys(_stems(found), 1.0)


def _stems(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        kind, _, word = name.partition(":")
        if kind in _STEMMED and len(word) > STEM and word.isalpha():
            yield f"x{kind}:{word[:STEM]}"


@cache
def noun_classes() -> Mapping[str, tuple[str, ...]]:
    """Return the classes of classes.tsv that each noun is in."""
    found: dict[str, list[str]] = {}
    for line in merged("classes", (SHIPPED,)):
        for noun in line.cells["nouns"].split("|"):
            found.setdefault(noun, []).append(line.cells["class"])
    return {noun: tuple(classes) for noun, classes in found.items()}


def word_of(token: Token) -> str | None:
    """Return the word as a model may know it; None for what is no word."""
    if token.is_space or token.is_punct:
        return None
    capital = token.text[0].isupper() and (not token.is_sent_start or token.pos_ == "ADJ")
    if capital or token.tag_.startswith("NNP") or token.pos_ == "PROPN":
        return "NAME"
    return "NUM" if token.pos_ == "NUM" or token.like_num else lemma_of(token)


def _words(pair: MarkedPair, _: Lexicon) -> Features:
    doc, source, target = pair.reading.doc, pair.source, pair.target
    yield ("order:st" if source.start < target.start else "order:ts"), 1
    low, high = min(source.start, target.start) - NEAR, max(source.end, target.end) + NEAR
    before = ""
    for token in doc[max(low, 0) : min(high, len(doc))]:
        word, zone = word_of(token), _zone(pair, token.i)
        if word is None:
            continue
        if word != "NAME":
            yield f"w{zone}:{word}", 1
        mark = {"s": "S", "t": "T"}.get(zone, word)
        if before and mark != before and zone != "a":
            yield f"b:{before} {mark}", 1
        before = mark


def _zone(pair: MarkedPair, token: int) -> str:
    """Where a token stands: s, t in the actors, a before, m between, z after both."""
    for letter, actor in (("s", pair.source), ("t", pair.target)):
        if actor.start <= token < actor.end:
            return letter
    first, last = sorted((pair.source, pair.target), key=lambda actor: actor.start)
    return "a" if token < first.start else "z" if token >= last.end else "m"


def _verb(pair: MarkedPair, token: int) -> str:
    """The word with its particles: "call off"."""
    doc = pair.reading.doc
    particles = [doc[c].lower_ for c in pair.reading.syntax.children(token, "particle")]
    return " ".join([word_of(doc[token]) or "", *particles])


def _joining_words(pair: MarkedPair, lexicon: Lexicon) -> Features:
    """The way from one actor to the other through the tree, and how the text puts its top."""
    doc, syntax = pair.reading.doc, pair.reading.syntax
    arc = syntax.above.get(pair.target.head)
    if arc is not None and arc.preposition:
        yield f"pt:{arc.preposition}", 1
        yield f"pt:{arc.preposition}+{_verb(pair, arc.head)}", 1
    words = [(t, word) for t in pair.path if (word := word_of(doc[t])) not in _NOT_WORDS]
    for _, word in words:
        yield f"p:{word}", 1
    verbs = [_verb(pair, token) for token, _ in words]
    for first, second in pairwise(verbs):
        yield f"pp:{first}>{second}", 1
    if pair.path:
        top = min(pair.path, key=lambda token: len(chain(syntax, token)))
        status, word = _how(pair, lexicon, top)
        yield f"top:{_verb(pair, top)}", 1
        yield f"how:{status}", 1
        if word:
            yield f"how:{word}", 1


def _how(pair: MarkedPair, lexicon: Lexicon, head: int) -> tuple[str, str]:
    """The status under which a word stands, and the word that says so."""
    how = standing(pair.reading, lexicon, head)
    return f"{how.status.value}{'-not' if how.denied else ''}", how.word


def _governing_words(pair: MarkedPair, _: Lexicon) -> Features:
    """The verbs above the source, with their objects and prepositions."""
    doc, syntax = pair.reading.doc, pair.reading.syntax
    for verb in pair.governors:
        name = _verb(pair, verb)
        yield f"v:{name}", 1
        if syntax.negated(verb) is not None:
            yield "v-not", 1
            yield f"v-not:{name}", 1
        for auxiliary in syntax.children(verb, "auxiliary"):
            yield f"aux:{lemma_of(doc[auxiliary])}", 1
        for noun in syntax.patients(verb):
            if (word := word_of(doc[noun])) not in _NOT_WORDS:
                yield f"vo:{name}+{word}", 1
                yield f"o:{word}", 1
            for kind in {k for lem in noun_lemmas(doc, noun) for k in noun_classes().get(lem, ())}:
                yield f"oc:{kind}", 1
                yield f"voc:{name}+{kind}", 1
        for preposition, _noun in syntax.phrases(verb):
            yield f"vp:{name}+{preposition}", 1


def _cues(pair: MarkedPair, lexicon: Lexicon) -> Features:
    """The lexicon's cues, apart by whether they join the actors and by where they stand."""
    for here in pair.cues:
        cue, joins = here.cue, pair.joins(here)
        place = "on" if joins else "off"
        yield f"c{place}:{cue.relation}", 1
        yield f"cc{place}:{cue.relation}", cue.confidence
        yield f"c{_zone(pair, here.head)}:{cue.relation}", 1
        yield f"cf:{cue.form.value}:{cue.relation}", 1
        if here.head in pair.governors:
            yield f"cg:{cue.relation}", 1
        if joins:
            status, word = _how(pair, lexicon, here.head)
            yield f"cm:{cue.relation}/{cue.mode}", 1
            yield f"ct:{cue.text}", 1
            yield f"ch:{cue.relation}:{status}", 1
            if word:
                yield f"chw:{cue.relation}:{word}", 1


def _ties(pair: MarkedPair, lexicon: Lexicon) -> Features:
    """What the rules read between the two actors, in either direction."""
    best: Tie | None = None
    for tie in pair.ties:
        way = "" if tie.subject == SOURCE else "<"
        yield f"t{way}:{tie.relation}", 1
        yield f"tt{way}:{tie.relation}", tie.confidence
        yield f"tm:{tie.relation}/{tie.cue.mode}", 1
        yield f"th:{tie.relation}:{_how(pair, lexicon, tie.head)[0]}", 1
        if tie.ends:
            yield f"te:{tie.relation}", 1
        if not way and (best is None or tie.confidence > best.confidence):
            best = tie
    yield f"tb:{best.relation if best else None}", 1


def _deeds(pair: MarkedPair, lexicon: Lexicon) -> Features:
    """What the source does, verb by verb, and what the objects of the verbs tell."""
    by_word: dict[int, set[str]] = {}
    for here in pair.cues:
        for token in here.tokens:
            by_word.setdefault(token, set()).add(here.cue.relation)
    relations = [r for verb in pair.deeds for r in sorted(by_word.get(verb, ()))]
    for verb in pair.deeds:
        yield f"d:{_verb(pair, verb)}", 1
        for relation in _carried(pair, verb, by_word):
            relations.append(relation)
            yield f"vr:{_verb(pair, verb)}+{relation}", 1
            for own in {*by_word.get(verb, ()), "-"}:
                yield f"rr:{own}+{relation}", 1
            if _ends(lexicon, lemma_of(pair.reading.doc[verb])):
                yield f"ends:{relation}", 1
    if relations:
        yield f"last:{relations[-1]}", 1
        yield f"seq:{'>'.join(relations[:3])}", 1


def _carried(pair: MarkedPair, verb: int, by_word: Mapping[int, set[str]]) -> list[str]:
    """The relations that the verb's objects and phrases state: "end talks"."""
    syntax = pair.reading.syntax
    nouns = [*syntax.patients(verb), *(noun for _, noun in syntax.phrases(verb))]
    return [relation for noun in nouns for relation in sorted(by_word.get(noun, ()))]


def _ends(lexicon: Lexicon, verb: str) -> bool:
    return any(light.subject == "ends" for light in lexicon.light.get(verb, ()))


_PARTS: tuple[Callable[[MarkedPair, Lexicon], Features], ...] = (
    _words,
    _joining_words,
    _governing_words,
    _cues,
    _ties,
    _deeds,
)

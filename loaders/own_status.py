"""What stands on a word itself: "did not attack", "alleged attack", "if they attack"."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import words_at
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.standings import (
    Standing,
    hypothetical,
    merged,
    standing_of,
    told_by,
    words_of,
)
from actorgraph.loaders.syntax import NEGATIONS
from actorgraph.ontology.claims import Status

CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should", "in the event"})
AIMS = frozenset("priority focus aim goal objective plan task mission purpose".split())
LAID_TO = frozenset({"attribute", "blame", "ascribe", "pin"})
WAITING = frozenset({"wait", "await", "pause", "hesitate"})
INVERTED = frozenset({"had", "were", "should"})  # "Had the army attacked", for "if it had"
LIMITED = [["until"], ["till"], ["only"], ["just"], ["merely"], ["simply"]]
REPORTS = frozenset("say announce declare state add tell confirm promise pledge note write".split())


def own_standing(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    """What stands on the word itself: "did not attack", "alleged attack", "no attack", "if"."""
    syntax = reading.syntax
    result = condition(reading, token)
    result = merged(result, modals(reading, lexicon, token))
    nouns = syntax.children(token, "subject", "passive_subject", "agent")
    result = merged(result, negated(reading, token, *nouns))
    result = merged(result, _described(reading, lexicon, token))
    result = merged(_equated(reading, lexicon, token), result)
    inside = [noun for words, noun in syntax.phrases(token) if words == "in"]
    inside += [of for noun in inside for words, of in syntax.phrases(noun) if words == "of"]
    nouns += inside
    for noun in nouns:  # "suspected rebels attacked", "killed in an apparent attack"
        doubt = _described(reading, lexicon, noun)
        if doubt.status is Status.ALLEGED:
            result = merged(result, doubt)
    return result


def _equated(reading: Reading, lexicon: Lexicon, clause: int) -> Standing:
    """What a noun says that a clause is: "the worry is that they attack", "the aim is to"."""
    syntax, doc = reading.syntax, reading.doc
    helpers = syntax.children(clause, "copula", "auxiliary")
    if not any(reading.lemmas[c] == "be" for c in helpers):
        return Standing()
    marks = {reading.lower[c] for c in syntax.children(clause, "marker")}
    for noun in syntax.children(clause, "subject"):
        said = reading.lemmas[noun]
        if said in AIMS and (doc[clause].tag_ == "VBG" or "to" in marks):
            return told_by(Status.PLANNED, said)
        for word in words_of(lexicon, doc[noun], ("noun",)) if doc[noun].pos_ == "NOUN" else ():
            open_ = word.status is not None and word.status is not Status.ALLEGED
            if word.governs == "clause" and open_ and marks & {"that", "to"}:
                return standing_of(word)
    return Standing()


def negated(reading: Reading, *words: int) -> Standing:
    """Whether one of the words is negated: "no plane bombed", "did not bomb"."""
    negations = [reading.syntax.negated(word) for word in words]
    negation = next((n for n in negations if n is not None and not _limits(reading, n)), None)
    if negation is None:
        return Standing()
    said = reading.lower[negation]
    return Standing(denied=True, word=said, denial=said)


def _limits(reading: Reading, negation: int) -> bool:
    """Whether "not" only says when or how much: "not until they attacked", "not only attacked"."""
    return reading.lower[negation + 1 : negation + 2] in LIMITED


def condition(reading: Reading, token: int) -> Standing:
    """Whether a clause is a condition: "if they attack", "should they attack"."""
    syntax, doc = reading.syntax, reading.doc
    for marker in syntax.children(token, "marker"):
        said = doc[marker].lower_
        if said == "that" and reading.lower[marker - 1 : marker] == ["event"]:
            said = "in the event"
        if said in CONDITIONS:
            return hypothetical(said)
    if _awaited(reading, token):
        return hypothetical("before")
    return hypothetical("inversion") if is_inverted(reading, token) else Standing()


def _awaited(reading: Reading, token: int) -> bool:
    """Whether somebody waits with a deed: "wait for proof before they blame Iran"."""
    syntax = reading.syntax
    if not any(reading.lower[c] == "before" for c in syntax.children(token, "marker")):
        return False
    above = syntax.head(token)
    over = None if above is None else syntax.head(above)
    return any(at is not None and reading.lemmas[at] in WAITING for at in (above, over))


def is_inverted(reading: Reading, token: int) -> bool:
    """Whether the helping verb stands before its subject, as in a condition without "if"."""
    syntax, doc = reading.syntax, reading.doc
    subjects = syntax.children(token, "subject", "passive_subject")
    helpers = syntax.children(token, "auxiliary", "passive", "copula")
    if not subjects or not helpers or syntax.label(token) not in ("adverbial", "complement"):
        return False
    first = helpers[0]
    return first < subjects[0] and first == doc[token].left_edge.i and doc[first].lower_ in INVERTED


def _described(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    """What adjectives and adverbs before a word say: "alleged attack", "reportedly attacked"."""
    result = _laid_to(reading, lexicon, token)
    for child in (t for t in reading.doc[token].children if t.i < token):
        if child.lower_ in NEGATIONS:
            continue
        for word in words_of(lexicon, child, ("adjective", "adverb")):
            fits = word.form == "adverb" or word.governs in ("noun", "sentence")
            if fits and words_at(reading, word.words, word.head, child.i):
                result = merged(result, standing_of(word))
                break
    return result


def _laid_to(reading: Reading, lexicon: Lexicon, noun: int) -> Standing:
    """Whether an event is only said to be somebody's: "an attack attributed to the rebels"."""
    for verb in reading.syntax.children(noun, "participle"):
        if verb > noun and reading.doc[verb].tag_ in ("VBN", "VBD"):
            if reading.lemmas[verb] in LAID_TO:
                return told_by(Status.ALLEGED, reading.lower[verb])
            if reading.lemmas[verb] in lexicon.light:  # "an attack allegedly carried out by them"
                return _described(reading, lexicon, verb)
    return Standing()


def modals(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    """Return what the helping verbs of a verb say: "will", "would", "is due to"."""
    for marker in reading.syntax.children(token, "marker"):
        if reading.lower[marker] == "due":  # "is due to meet"
            return told_by(Status.PLANNED, "due")
    for child in reading.syntax.children(token, "auxiliary", "copula"):
        if reading.doc[child].lower_ == "would" and _announced(reading, token):
            return Standing(Status.PLANNED, word="would")
        for word in words_of(lexicon, reading.doc[child], ("modal",)):
            if words_at(reading, word.words, word.head, child):
                return standing_of(word)
    return Standing()


def _announced(reading: Reading, token: int) -> bool:
    """Whether "would" is the "will" of a plan told in the past: "said that it would withdraw"."""
    syntax, doc = reading.syntax, reading.doc
    head = syntax.head(token)
    if head is None or syntax.label(token) != "complement":
        return False
    told = doc[head].lemma_.lower() in REPORTS and doc[head].tag_ in ("VBD", "VBN", "VBG")
    return told and not any(condition(reading, c).word for c in syntax.children(token, "adverbial"))

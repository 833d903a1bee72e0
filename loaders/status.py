"""Whether a relation is told as a fact: negation, plans, demands, conditions, allegations."""

from dataclasses import dataclass

from spacy.tokens import Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cues import Lexicon, StatusWord
from actorgraph.loaders.events import lemma_of, words_at
from actorgraph.ontology.claims import Status

CLIMB = 5  # how many words above a cue can still govern it
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text puts something: its status, whether it denies it, and the word that says so."""

    status: Status = Status.ACTUAL
    denied: bool = False
    word: str = ""


def standing(reading: Reading, lexicon: Lexicon, cue: int) -> Standing:
    """Return how the text puts the event or tie whose cue is headed by this token."""
    syntax, doc = reading.syntax, reading.doc
    result = Standing()
    at: int | None = cue
    below: int | None = None
    for _ in range(CLIMB):
        if at is None:
            break
        result = _merged(result, _own(reading, lexicon, at, of_clause=below is None))
        if below is not None:
            result = _merged(result, _governing(reading, lexicon, at, below))
        label = syntax.label(at)
        if label in ("complement", "aside", "root", "relative", "apposition", "subject"):
            if label == "complement" and (head := syntax.head(at)) is not None:
                result = _merged(result, _governing(reading, lexicon, head, at))
            break
        if label == "conjunct":
            shared = syntax.head(at)
            if shared is not None and not syntax.children(at, "subject", "auxiliary"):
                result = _merged(result, _modals(reading, lexicon, shared))
        at, below = syntax.head(at), at
        if at is not None and doc[at].sent != doc[cue].sent:
            break
    return result


def _merged(first: Standing, second: Standing) -> Standing:
    """The word nearest to the cue decides the status; a denial anywhere near denies."""
    status = first.status if first.status is not Status.ACTUAL else second.status
    return Standing(status, first.denied or second.denied, first.word or second.word)


def _own(reading: Reading, lexicon: Lexicon, token: int, *, of_clause: bool) -> Standing:
    """What stands on the word itself: "did not attack", "alleged attack", "no attack", "if"."""
    syntax, doc = reading.syntax, reading.doc
    result = _modals(reading, lexicon, token)
    negation = syntax.negated(token)
    if negation is not None and (of_clause or doc[token].tag_.startswith("VB")):
        result = _merged(result, Standing(denied=True, word=doc[negation].lower_))
    for child in (t for t in doc[token].children if t.i < token):
        for word in _words(lexicon, child, ("adjective", "adverb")):
            fits = word.governs in ("noun", "sentence") or word.form == "adverb"
            if fits and child.lower_ not in ("no", "not", "n't", "never", "n’t"):
                result = _merged(result, _standing(word))
                break
    for marker in syntax.children(token, "marker"):
        if doc[marker].lower_ in CONDITIONS:
            result = _merged(result, Standing(Status.HYPOTHETICAL, word=doc[marker].lower_))
    return result


def _modals(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    for child in reading.syntax.children(token, "auxiliary", "copula"):
        for word in _words(lexicon, reading.doc[child], ("modal",)):
            if words_at(reading, word.words, word.head, child):
                return _standing(word)
    return Standing()


def _governing(reading: Reading, lexicon: Lexicon, above: int, below: int) -> Standing:
    """What a verb or noun says of the clause or noun under it: "plan to", "called off the"."""
    label = reading.syntax.label(below)
    clause = label in ("open", "complement", "adverbial", "participle")
    thing = label in ("object", "passive_subject", "phrase")
    for word in _words(lexicon, reading.doc[above], ("verb", "noun", "adjective")):
        fits = (word.governs == "clause" and clause) or (
            word.governs in ("object", "noun") and thing and label != "phrase"
        )
        fits = fits or (word.form == "noun" and label in ("phrase", "participle"))
        if fits and words_at(reading, word.words, word.head, above):
            if label == "adverbial" and not _bound(reading, below):
                continue
            return _standing(word)
    return Standing()


def _bound(reading: Reading, clause: int) -> bool:
    """Whether an adverbial clause is tied to the verb: "accused of bombing", not "after bombing"."""
    markers = {reading.doc[c].lower_ for c in reading.syntax.children(clause, "marker", "case")}
    return bool(markers & {"of", "from", "for", "to"}) or not markers


def _words(lexicon: Lexicon, token: Token, forms: tuple[str, ...]) -> list[StatusWord]:
    known = lexicon.statuses.get(lemma_of(token), ()) or lexicon.statuses.get(token.lower_, ())
    return [word for word in known if word.form in forms]


def _standing(word: StatusWord) -> Standing:
    return Standing(word.status or Status.ACTUAL, word.status is None, " ".join(word.words))

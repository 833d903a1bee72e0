"""Whether a relation is told as a fact: negation, plans, demands, conditions, allegations."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of, words_at
from actorgraph.loaders.cues import Lexicon, StatusWord
from actorgraph.loaders.syntax import NEGATIONS
from actorgraph.ontology.claims import Status

CLIMB = 5  # how many words above a cue can still govern it
# A word under one of these says nothing of what stands above it.
STOPS = frozenset({"aside", "root", "relative", "apposition", "subject", "passive_subject"})
DENIALS = frozenset({"deny", "dispute", "reject", "refute", "dismiss", "rebut", "disavow"})
TELLS = frozenset({"tell", "warn", "advise", "remind"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text puts something: its status, whether it denies it, and the word that says so.

    `denier` is the verb of denial, whose subject denies it; None where the text itself does.
    `word` is the nearest of the words that speak of it, `status_word` the one that gave the status
    and `denial` the one that denies.
    """

    status: Status = Status.ACTUAL
    denied: bool = False
    word: str = ""
    denier: int | None = None
    status_word: str = ""
    denial: str = ""


def standing(reading: Reading, lexicon: Lexicon, cue: int) -> Standing:
    """Return how the text puts the event whose cue is headed by this token."""
    syntax, doc = reading.syntax, reading.doc
    result = _own(reading, lexicon, cue)
    at = cue
    for _ in range(CLIMB):
        above, label = syntax.head(at), syntax.label(at)
        if above is None or label in STOPS or doc[above].sent != doc[cue].sent:
            break
        if label == "conjunct":
            if not syntax.children(at, "subject", "auxiliary"):
                result = _merged(result, _modals(reading, lexicon, above))
            at = above
            continue
        if label == "adverbial" and not _bound(reading, at):
            break
        result = _merged(result, _governing(reading, lexicon, above, at))
        if doc[above].tag_.startswith("VB"):
            result = _merged(result, _own(reading, lexicon, above))
            if label == "complement":
                break  # what somebody says of the saying is not said of what is said
        at = above
    return result


def _merged(first: Standing, second: Standing) -> Standing:
    """The word nearest to the cue decides the status; a denial anywhere near denies."""
    decides = first if first.status is not Status.ACTUAL else second
    return Standing(
        decides.status,
        first.denied or second.denied,
        word=first.word or second.word,
        denier=second.denier if first.denier is None else first.denier,
        status_word=decides.status_word,
        denial=first.denial or second.denial,
    )


def _own(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    """What stands on the word itself: "did not attack", "alleged attack", "no attack", "if"."""
    syntax, doc = reading.syntax, reading.doc
    result = _modals(reading, lexicon, token)
    nouns = syntax.children(token, "subject", "passive_subject")
    negations = [syntax.negated(t) for t in (token, *nouns)]  # "no plane bombed", "did not bomb"
    negation = next((n for n in negations if n is not None), None)
    if negation is not None:
        said = doc[negation].lower_
        result = _merged(result, Standing(denied=True, word=said, denial=said))
    for child in (t for t in doc[token].children if t.i < token and t.lower_ not in NEGATIONS):
        for word in _words(lexicon, child, ("adjective", "adverb")):
            fits = word.form == "adverb" or word.governs in ("noun", "sentence")
            if fits and words_at(reading, word.words, word.head, child.i):
                result = _merged(result, _standing(word))
                break
    for marker in syntax.children(token, "marker"):
        if doc[marker].lower_ in CONDITIONS:
            said = doc[marker].lower_
            result = _merged(result, Standing(Status.HYPOTHETICAL, word=said, status_word=said))
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
    for word in _words(lexicon, reading.doc[above], ("verb", "noun", "adjective")):
        fits = (word.governs == "clause" and clause) or (
            word.governs in ("object", "noun") and label == "object"
        )
        if label == "complement" and lemma_of(reading.doc[above]) in TELLS:
            continue  # "told him to leave" demands, "told him that they left" does not
        infinitive = label == "participle" and reading.doc[below].tag_ in ("VB", "VBG")
        fits = fits and (label != "participle" or infinitive)
        fits = fits or (word.form == "noun" and (infinitive or _is_content(reading, below)))
        if fits and words_at(reading, word.words, word.head, above):
            denies = word.status is None and lemma_of(reading.doc[above]) in DENIALS
            return replace(_standing(word), denier=above if denies else None)
    return Standing()


def _is_content(reading: Reading, noun: int) -> bool:
    """Whether the noun is what another is about: "the threat of an attack"."""
    arc = reading.syntax.above.get(noun)
    return arc is not None and arc.label == "phrase" and arc.preposition in ("of", "for")


def _bound(reading: Reading, clause: int) -> bool:
    """Whether a clause is tied to the verb: "accused of bombing", not "after bombing"."""
    markers = {reading.doc[c].lower_ for c in reading.syntax.children(clause, "marker", "case")}
    return bool(markers & {"of", "from", "for", "to"}) or not markers


def _words(lexicon: Lexicon, token: Token, forms: tuple[str, ...]) -> list[StatusWord]:
    known = lexicon.statuses.get(lemma_of(token), ()) or lexicon.statuses.get(token.lower_, ())
    return [word for word in known if word.form in forms]


def _standing(word: StatusWord) -> Standing:
    said = " ".join(word.words)
    if word.status is None:
        return Standing(denied=True, word=said, denial=said)
    return Standing(word.status, word=said, status_word=said)

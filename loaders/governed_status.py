"""What the word above a deed says of it: "plan to", "called off the", "it is hard to"."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of, words_at
from actorgraph.loaders.cues import Lexicon, StatusWord
from actorgraph.loaders.dates import ASPECTS
from actorgraph.loaders.own_status import is_inverted, own_standing
from actorgraph.loaders.standings import (
    Standing,
    hypothetical,
    merged,
    standing_of,
    told_by,
    words_of,
)
from actorgraph.ontology.claims import Status

DENIALS = frozenset({"deny", "dispute", "reject", "refute", "dismiss", "rebut", "disavow"})
TELLS = frozenset({"tell", "warn", "advise", "remind"})
# Nouns whose clause is what the news tells, or what somebody holds to be so.
TOLD_AS_NEWS = frozenset(
    "report finding conclusion assessment belief evidence proof sign indication hint notion idea "
    "fact news".split()
)
TYING = frozenset({"of", "from", "for", "to", "by", "with"})
MUSING = frozenset({"talk", "speak", "think"})  # "talked about helping them"
IRREAL = frozenset({"would", "could", "might"})
OPEN = frozenset({"a", "an", "any"})  # "an attack would", but "the attack would later be called"
TRAINING = frozenset({"train", "equip", "recruit", "arm"})
HELPING = frozenset({"help", "assist", "enable", "let", "allow"})
ATTITUDES = frozenset("endorse oppose favor favour support back welcome advocate".split())


def governing(reading: Reading, lexicon: Lexicon, above: int, below: int) -> Standing:
    """What a verb or noun says of the clause or noun under it: "plan to", "called off the"."""
    doc = reading.doc
    fitting = [
        word
        for word in words_of(lexicon, doc[above], ("verb", "noun", "adjective"))
        if _fits(reading, word, above, below) and words_at(reading, word.words, word.head, above)
    ]
    if not fitting:
        return Standing()
    word = fitting[0]
    demands = [each for each in fitting if each.status is Status.DEMANDED]
    if demands and word.status is Status.PLANNED and _of_another(reading, above, below):
        word = demands[0]  # "wants to leave" is a plan, "wants them to leave" a demand
    denies = word.status is None and lemma_of(doc[above]) in DENIALS
    result = replace(standing_of(word), denier=above if denies else None)
    if word.form == "noun" and reading.syntax.negated(above) is not None:  # "has no plan to"
        result = replace(result, denied=True)
        if word.status is Status.ALLEGED:  # "there is no evidence that"
            result = replace(result, status=Status.ACTUAL)
    return result


def _fits(reading: Reading, word: StatusWord, above: int, below: int) -> bool:
    """Whether a word acts on what stands under it, by the place that it has there."""
    doc, label = reading.doc, reading.syntax.label(below)
    if (word.form == "noun") != (doc[above].pos_ in ("NOUN", "PROPN")):
        return False  # "they reported that" is none of the "reports that" leave it open
    if label == "complement":
        if lemma_of(doc[above]) in TELLS:
            return False  # "told him to leave" demands, "told him that they left" does not
        if word.status is Status.DEMANDED and told_as_fact(reading, below):
            return False  # "insisted that they leave", but "insisted that they had left"
    infinitive = label == "participle" and (
        doc[below].tag_ in ("VB", "VBG") or _is_told_by(reading, word, above, below)
    )
    if word.form == "noun" and (infinitive or is_content(reading, below)):
        return True
    if label == "participle" and not infinitive:
        return False
    if word.governs == "clause":
        return label in ("open", "complement", "adverbial", "participle")
    arc = reading.syntax.above.get(below)
    asked_for = arc is not None and label == "phrase" and word.words[-1] == arc.preposition
    if word.words[-1] in ("against", "from", "to"):
        return word.governs == "object" and asked_for
    return word.governs in ("object", "noun") and (
        asked_for or label in ("object", "passive_subject")
    )


def _is_told_by(reading: Reading, word: StatusWord, noun: int, clause: int) -> bool:
    """Whether a noun leaves it open whether its clause holds: "fears that", "no evidence that".

    A report that it does is how the news tells it.
    """
    marks = (reading.lower[c] for c in reading.syntax.children(clause, "marker"))
    if "that" not in marks or word.form != "noun" or word.status is Status.DEMANDED:
        return False
    told = reading.lemmas[noun] in TOLD_AS_NEWS
    return not told or reading.syntax.negated(noun) is not None


def told_as_fact(reading: Reading, clause: int) -> bool:
    """Whether a clause has a finite verb: "that he left", "he has left"; not "that he leave"."""
    syntax, doc = reading.syntax, reading.doc
    verbs = [clause, *syntax.children(clause, "auxiliary", "passive", "copula")]
    return any(doc[verb].tag_ in ("VBD", "VBZ", "VBP") for verb in verbs)


def _of_another(reading: Reading, above: int, below: int) -> bool:
    """Whether the clause is about another than who wants it."""
    syntax = reading.syntax
    return bool(
        syntax.children(below, "subject", "passive_subject")
        or syntax.children(above, "object", "indirect")
    )


def is_content(reading: Reading, noun: int) -> bool:
    """Whether the noun is what another is about: "the threat of an attack"."""
    arc = reading.syntax.above.get(noun)
    return arc is not None and arc.label == "phrase" and arc.preposition in ("of", "for")


def is_bound(reading: Reading, clause: int) -> bool:
    """Whether a clause is tied to the verb: "accused of bombing", not "after bombing"."""
    if is_inverted(reading, clause):
        return False
    syntax, doc = reading.syntax, reading.doc
    markers = {doc[c].lower_ for c in syntax.children(clause, "marker", "case")}
    if any(child.tag_ == "WRB" and child.i < clause for child in doc[clause].children):
        return False  # "when Iran attacked"
    spoken_of = "about" in markers and reading.lemmas[syntax.head(clause) or clause] in MUSING
    return bool(markers & TYING) or not markers or spoken_of


def aimed_at(reading: Reading, above: int, below: int) -> Standing:
    """Whether it is what somebody is to be helped to do: "sent arms to help them fight".

    Or what the time has come for.
    """
    syntax = reading.syntax
    come = reading.lemmas[above] == "come" and reading.doc[below].tag_ == "VB"
    if come and "time" in (reading.lemmas[noun] for noun in syntax.children(above, "subject")):
        return told_by(Status.DEMANDED, "time")
    helped = reading.lemmas[above] in HELPING and syntax.label(below) in ("open", "complement")
    purpose = syntax.label(above) in ("adverbial", "participle") and reading.doc[above].tag_ == "VB"
    trained = reading.lemmas[above] in TRAINING and reading.doc[below].tag_ == "VB"
    if not ((helped and purpose) or (trained and syntax.label(below) in ("open", "adverbial"))):
        return Standing()
    return told_by(Status.PLANNED, reading.lemmas[above])


def is_spoken_of(reading: Reading, above: int, below: int) -> bool:
    """Whether somebody is for or against an event that is not there: "opposed an invasion"."""
    doc = reading.doc
    articles = {child.lower_ for child in doc[below].children}
    attitude = lemma_of(doc[above]) in ATTITUDES and doc[below].pos_ == "NOUN"
    return attitude and bool(articles & OPEN) and reading.syntax.label(below) == "object"


def predicated(reading: Reading, lexicon: Lexicon, above: int, noun: int) -> Standing:
    """What a verb says of an event that is its subject: "talks will begin", "was called off"."""
    syntax, doc, label = reading.syntax, reading.doc, reading.syntax.label(noun)
    if label == "subject" and doc[noun].tag_ in ("VB", "VBG"):
        return _of_clause(reading, lexicon, above, noun)
    if doc[noun].pos_ != "NOUN" or label not in ("subject", "passive_subject"):
        return Standing()
    result = Standing()
    if label == "passive_subject":
        result = governing(reading, lexicon, above, noun)
    lemma = doc[above].lemma_.lower()
    alone = not syntax.children(above, "object")  # "the strikes have not stopped them"
    if (lemma in ASPECTS and alone) or (label == "passive_subject" and lemma in lexicon.light):
        return merged(result, own_standing(reading, lexicon, above))
    articles = {child.lower_ for child in doc[noun].children}
    modal = _modal(reading, above, {"would", "will"})
    if modal and articles & OPEN:  # "an attack will only help them"
        result = merged(result, hypothetical(modal))
    return result


def _of_clause(reading: Reading, lexicon: Lexicon, above: int, clause: int) -> Standing:
    """What is said of a deed that is a clause: "it is hard to attack", "attacking would anger"."""
    if reading.doc[clause].tag_ == "VB":
        if reading.lemmas[above] == "time":
            return told_by(Status.DEMANDED, "time")
        kinds = ("adjective",) if reading.doc[above].pos_ == "ADJ" else ("noun",)
        for word in words_of(lexicon, reading.doc[above], kinds):
            if word.governs == "clause":
                return standing_of(word)
    modal = _modal(reading, above, IRREAL)
    return hypothetical(modal) if modal else Standing()


def _modal(reading: Reading, verb: int, modals: AbstractSet[str]) -> str:
    """Return the one of these modals that helps a verb, "" where none does."""
    helpers = {reading.lower[c] for c in reading.syntax.children(verb, "auxiliary")}
    return next(iter(sorted(helpers & modals)), "")

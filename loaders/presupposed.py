"""What a sentence takes for granted: deeds that no plan, demand or denial around them reaches."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Lexicon
from actorgraph.ontology.claims import Status

# What stands behind one of these has happened: "sanctions will stay after its annexation of …".
BEHIND = frozenset({"after", "following", "amid", "despite", "given", "since"})
REASONS = frozenset({"for", "over", "on", "about"})  # "punish Russia for its annexation"
# What is done for a deed that is told: "would punish them for barring it", "pay the price for".
ANSWERED = frozenset(
    "punish retaliate sanction rebuke fine jail suffer answer apologize apologise thank "
    "praise".split()
)
# To deny that somebody was charged with a deed is not to deny the deed.
CHARGES = frozenset("accuse blame charge suspect indict condemn criticize criticise arrest".split())
# "does not want them to attack" says something of the attack, "did not ask them to" does not.
WISHES = frozenset("want like wish need expect allow let permit".split())


def is_background(reading: Reading, word: int) -> bool:
    """Whether a noun stands behind "after", "despite" and the like, as what has happened before."""
    arc = reading.syntax.above.get(word)
    return (
        arc is not None
        and arc.label == "phrase"
        and arc.preposition in BEHIND
        and reading.doc[word].pos_ == "NOUN"
    )


def is_given_reason(reading: Reading, above: int, below: int) -> bool:
    """Whether it is somebody's own deed that a verb answers: "press Iran on its meddling"."""
    syntax, doc = reading.syntax, reading.doc
    arc = syntax.above.get(below)
    if arc is not None and arc.label == "adverbial" and doc[below].tag_ == "VBG":
        marks = {reading.lower[mark] for mark in syntax.children(below, "marker", "case")}
        pays = lemma_of(doc[above]) == "pay" and syntax.children(above, "object")
        return "for" in marks and bool(pays or lemma_of(doc[above]) in ANSWERED)
    if arc is None or arc.label != "phrase" or arc.preposition not in REASONS:
        return False
    answered = doc[above].tag_.startswith("VB") and syntax.children(above, "object")
    return bool(answered and doc[below].pos_ == "NOUN" and syntax.children(below, "possessor"))


def is_fact_apart(reading: Reading, word: int) -> bool:
    """Whether a participle only describes a noun: "banks in states targeted by sanctions"."""
    syntax = reading.syntax
    own = syntax.children(word, "subject", "passive_subject", "auxiliary", "marker")
    past = reading.doc[word].tag_ in ("VBN", "VBD")
    return past and syntax.label(word) == "participle" and not own


def is_own_deed(reading: Reading, lexicon: Lexicon, clause: int) -> bool:
    """Whether a participle tells a deed beside the verb's: "vowed revenge, accusing Iran of …".

    Only words of speech stand so apart behind the verb; what else follows is part of the deed:
    "will bomb the town, killing hundreds".
    """
    syntax, doc = reading.syntax, reading.doc
    head = syntax.head(clause)
    if head is None or syntax.label(clause) != "adverbial" or doc[clause].tag_ != "VBG":
        return False
    if syntax.children(clause, "marker", "case", "subject"):
        return False
    first = doc[clause].left_edge.i
    parted = clause < head or (first > 0 and doc[first - 1].text == ",")
    return parted and (clause < head or lemma_of(doc[clause]) in lexicon.speech)


def is_means(reading: Reading, clause: int) -> bool:
    """Whether a clause tells whereby: who "gained nothing by attacking" has attacked."""
    syntax, doc = reading.syntax, reading.doc
    markers = (doc[child].lower_ for child in syntax.children(clause, "marker", "case"))
    return syntax.label(clause) == "adverbial" and "by" in markers


def is_charge(reading: Reading, above: int, below: int) -> bool:
    """Whether it is what somebody is charged with: who "did not condemn it for meddling" takes it.

    Not to charge somebody with a deed does not deny the deed.
    """
    arc = reading.syntax.above.get(below)
    if arc is None or lemma_of(reading.doc[above]) not in CHARGES:
        return False
    marks = (reading.lower[c] for c in reading.syntax.children(below, "marker", "case"))
    return arc.label in ("adverbial", "phrase") and "for" in (*marks, arc.preposition)


def is_parted(reading: Reading, clause: int) -> bool:
    """Whether a participle behind a comma goes on to tell: "halted it, keeping a truce"."""
    syntax, doc = reading.syntax, reading.doc
    if syntax.label(clause) != "adverbial" or doc[clause].tag_ != "VBG":
        return False
    first, head = doc[clause].left_edge.i, syntax.head(clause)
    return head is not None and clause > head and reading.lower[first - 1 : first] == [","]


def reaches_content(reading: Reading, above: int, governing: Status) -> bool:
    """Whether "not" on a verb of charging or asking denies what stands under it.

    What nobody was charged with or asked to do is not denied by that.
    """
    lemma = lemma_of(reading.doc[above])
    if governing is Status.ALLEGED:
        return lemma not in CHARGES
    return governing is not Status.DEMANDED or lemma in WISHES

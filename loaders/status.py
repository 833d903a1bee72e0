"""Whether a relation is told as a fact: negation, plans, demands, conditions, allegations."""

from dataclasses import replace

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.dates import ASPECTS
from actorgraph.loaders.governed_status import (
    DENIALS,
    aimed_at,
    governing,
    is_bound,
    is_content,
    is_spoken_of,
    predicated,
)
from actorgraph.loaders.own_status import condition, modals, negated, own_standing
from actorgraph.loaders.presupposed import (
    is_background,
    is_charge,
    is_fact_apart,
    is_given_reason,
    is_means,
    is_own_deed,
    is_parted,
    reaches_content,
)
from actorgraph.loaders.standings import Standing, hypothetical, merged, words_of
from actorgraph.ontology.claims import Status

CLIMB = 5  # how many words above a cue can still govern it
# A word under one of these says nothing of what stands above it.
STOPS = frozenset({"aside", "root", "relative", "apposition", "subject", "passive_subject"})
ANSWERS = DENIALS | {"refuse", "decline", "rebuff", "ignore"}  # what was made is answered so
CLAIMED = frozenset(
    "accusation allegation assertion charge claim evidence proof report rumor rumour".split()
)
ENDINGS = frozenset("stop halt end cease lift suspend discontinue terminate quit".split())
UNDONE = (Status.PLANNED, Status.DEMANDED, Status.HYPOTHETICAL)


def standing(reading: Reading, lexicon: Lexicon, cue: int) -> Standing:
    """Return how the text puts the event whose cue is headed by this token."""
    syntax, doc = reading.syntax, reading.doc
    result = _of_cue(reading, lexicon, cue)
    at, taken, firm = cue, False, False  # firm: no denial further up reaches the cue
    undone = -1  # the word that denies the cue, and may be denied itself
    for _ in range(CLIMB):
        above, label = syntax.head(at), syntax.label(at)
        if above is None or doc[above].sent != doc[cue].sent:
            break
        if label in STOPS or is_fact_apart(reading, at):
            beyond = _beyond(reading, lexicon, above, at)
            clause = taken and doc[at].tag_ in ("VB", "VBG")  # "ending the war would": there is one
            result = result if clause else merged(result, beyond)
            break
        if label == "conjunct":
            if not syntax.children(at, "subject", "auxiliary"):
                result = merged(result, modals(reading, lexicon, above))
                result = merged(result, condition(reading, above))
            at = above
            continue
        if _stands_apart(reading, lexicon, at):
            break
        if is_spoken_of(reading, above, at):
            result = merged(result, hypothetical(lemma_of(doc[above])))
            break
        taken = taken or _taken_as_given(reading, lexicon, above, at)
        firm = firm or is_means(reading, at) or not _can_be_denied(reading, lexicon, cue, at)
        firm = firm or is_charge(reading, above, at) or is_parted(reading, at)
        step = merged(aimed_at(reading, above, at), _step(reading, lexicon, above, at))
        if taken:
            step = _left_of(step)
        elif step.denied and firm:
            step = replace(step, denied=False, denier=None)
        result = _added(result, step, again=undone == at)
        undone = above if step.denied and undone != at else undone
        if label == "complement" and doc[above].tag_.startswith("VB"):
            break  # what somebody says of the saying is not said of what is said
        at = above
    if result.denied and result.status_word in CLAIMED:  # "denied claims that they attacked"
        return replace(result, status=Status.ACTUAL)
    return result


def is_to_end(reading: Reading, lexicon: Lexicon, cue: int) -> bool:
    """Whether a deed goes on, to be ended: "wants them to stop attacking", "must lift bans"."""
    verb = reading.syntax.head(cue)
    if verb is None or reading.lemmas[verb] not in ENDINGS:
        return False
    if reading.syntax.label(cue) not in ("object", "open", "complement"):
        return False
    over = standing(reading, lexicon, verb)
    plain = own_standing(reading, lexicon, cue) == Standing()
    return plain and not over.denied and over.status in UNDONE


def _of_cue(reading: Reading, lexicon: Lexicon, cue: int) -> Standing:
    """What stands on the cue; a false accusation has been made, no accusation has not."""
    own = own_standing(reading, lexicon, cue)
    if own.denied and _charge_or_demand(reading, lexicon, cue):
        return merged(replace(own, denied=False, denial=""), negated(reading, cue))
    return own


def _stands_apart(reading: Reading, lexicon: Lexicon, at: int) -> bool:
    """Whether what stands above a word says nothing of it: "after", "when", ", accusing"."""
    unbound = reading.syntax.label(at) == "adverbial" and not is_bound(reading, at)
    return unbound or is_background(reading, at) or is_own_deed(reading, lexicon, at)


def _left_of(step: Standing) -> Standing:
    """What is left of what a word says of that which it takes for granted: a doubt, no denial."""
    if step.status is not Status.ALLEGED:
        return Standing()
    return replace(step, denied=False, denier=None)


def _added(result: Standing, step: Standing, *, again: bool) -> Standing:
    """The two together; a denial of that which denies undoes it: "failed to prevent the attack"."""
    if step.denied and again:
        step = replace(step, denied=False, denier=None)
        result = replace(result, denied=False, denier=None)
    return merged(result, step)


def _step(reading: Reading, lexicon: Lexicon, above: int, below: int) -> Standing:
    """What the next word up says of the one below, and, of a verb, what is said of itself."""
    over = governing(reading, lexicon, above, below)
    copula = reading.syntax.children(above, "copula")  # "is not interested in talks"
    if not reading.doc[above].tag_.startswith("VB") and not copula:
        return over
    own = own_standing(reading, lexicon, above)
    if own.denied and not reaches_content(reading, above, over.status):
        own = replace(own, denied=False, denial="")
    result = merged(over, own)
    if over.denied and own.denied:  # "has not ceased its attacks", "did not prevent"
        return replace(result, denied=False, denier=None)
    return result


def _taken_as_given(reading: Reading, lexicon: Lexicon, above: int, below: int) -> bool:
    """Whether a verb takes an event for granted: "bow to pressure", "stymied by a feud", "end it".

    What is held, made or done in it is not: "take part in an attack", "evidence of an attack".
    """
    doc, label = reading.doc, reading.syntax.label(below)
    if label == "agent" or is_given_reason(reading, above, below):
        return True
    if label not in ("phrase", "object") or is_content(reading, below):
        return False
    if label == "object" and doc[below].pos_ != "NOUN":
        return False
    lemma = lemma_of(doc[above])
    carries = lemma in lexicon.light or lemma in ASPECTS or doc[above].pos_ == "AUX"
    said = governing(reading, lexicon, above, below)
    if _is_deed_of_another(reading, above, below):
        return not said.denied and said.status is Status.ACTUAL
    return not (carries or said.word)


def _is_deed_of_another(reading: Reading, above: int, below: int) -> bool:
    """Whether the event has an owner by name, and the verb a subject: "A rejects B's demand"."""
    syntax, doc = reading.syntax, reading.doc
    owners = [o for o in syntax.children(below, "possessor") if doc[o].pos_ != "PRON"]
    return bool(owners) and bool(syntax.children(above, "subject"))


def _can_be_denied(reading: Reading, lexicon: Lexicon, cue: int, at: int) -> bool:
    """Whether a denial of what stands here denies the cue.

    To deny an accusation is not to deny that it was made; to reject a request or a question says
    nothing of what is asked for. To deny claims or plans denies what is claimed or planned.
    """
    syntax, doc = reading.syntax, reading.doc
    if doc[at].pos_ != "NOUN" or syntax.label(at) not in ("object", "passive_subject"):
        return True
    if at == cue:
        verb = lemma_of(doc[syntax.head(at) or at])
        made = verb in lexicon.light and verb not in ANSWERS  # "made no accusation"
        return made or not _charge_or_demand(reading, lexicon, at)
    kinds = {word.status for word in words_of(lexicon, doc[at], ("noun",))}
    return bool(kinds - {Status.DEMANDED})


def _charge_or_demand(reading: Reading, lexicon: Lexicon, cue: int) -> bool:
    """Whether the cue is a noun such as "accusation" or "request", which may be false or denied."""
    token = reading.doc[cue]
    kinds = {word.status for word in words_of(lexicon, token, ("noun",))}
    return token.pos_ == "NOUN" and bool(kinds & {Status.ALLEGED, Status.DEMANDED})


def _beyond(reading: Reading, lexicon: Lexicon, above: int, at: int) -> Standing:
    """What is said of a clause as a whole, or of an event that is a subject."""
    first = Standing()
    if reading.syntax.label(at) == "relative" and lemma_of(reading.doc[above]) == "time":
        first = own_standing(reading, lexicon, above)  # "would be the first time that"
    return merged(first, predicated(reading, lexicon, above, at))

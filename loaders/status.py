"""Whether a relation is told as a fact: negation, plans, demands, conditions, allegations."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spacy.tokens import Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of, words_at
from actorgraph.loaders.cues import Lexicon, StatusWord
from actorgraph.loaders.dates import ASPECTS
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
from actorgraph.loaders.syntax import NEGATIONS
from actorgraph.ontology.claims import Status

CLIMB = 5  # how many words above a cue can still govern it
# A word under one of these says nothing of what stands above it.
STOPS = frozenset({"aside", "root", "relative", "apposition", "subject", "passive_subject"})
DENIALS = frozenset({"deny", "dispute", "reject", "refute", "dismiss", "rebut", "disavow"})
ANSWERS = DENIALS | {"refuse", "decline", "rebuff", "ignore"}  # what was made is answered so
TELLS = frozenset({"tell", "warn", "advise", "remind"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should", "in the event"})
# Nouns whose clause is what the news tells, or what somebody holds to be so.
TOLD_AS_NEWS = frozenset(
    "report finding conclusion assessment belief evidence proof sign indication hint notion idea "
    "fact news".split()
)
CLAIMED = frozenset(
    "accusation allegation assertion charge claim evidence proof report rumor rumour".split()
)
AIMS = frozenset("priority focus aim goal objective plan task mission purpose".split())
LAID_TO = frozenset({"attribute", "blame", "ascribe", "pin"})
TYING = frozenset({"of", "from", "for", "to", "by", "with"})
MUSING = frozenset({"talk", "speak", "think"})  # "talked about helping them"
ENDINGS = frozenset("stop halt end cease lift suspend discontinue terminate quit".split())
UNDONE = (Status.PLANNED, Status.DEMANDED, Status.HYPOTHETICAL)
TRAINING = frozenset({"train", "equip", "recruit", "arm"})
HELPING = frozenset({"help", "assist", "enable", "let", "allow"})
WAITING = frozenset({"wait", "await", "pause", "hesitate"})
INVERTED = frozenset({"had", "were", "should"})  # "Had the army attacked", for "if it had"
IRREAL = frozenset({"would", "could", "might"})
OPEN = frozenset({"a", "an", "any"})  # "an attack would", but "the attack would later be called"
LIMITED = [["until"], ["till"], ["only"], ["just"], ["merely"], ["simply"]]
DOUBTS = frozenset("doubt question fear worry speculate predict doubtful unlikely unclear".split())
ATTITUDES = frozenset("endorse oppose favor favour support back welcome advocate".split())
REPORTS = frozenset("say announce declare state add tell confirm promise pledge note write".split())


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text puts something: its status, whether it denies it, and the word that says so.

    `denier` is the verb of denial, whose subject denies it; None where the text itself does.
    `word` is the nearest of the words that speak of it, `status_word` the one that gave the status
    and `denial` the one that denies, though it may be denied itself ("failed to prevent").
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
            result = result if clause else _merged(result, beyond)
            break
        if label == "conjunct":
            if not syntax.children(at, "subject", "auxiliary"):
                result = _merged(result, _modals(reading, lexicon, above))
            at = above
            continue
        if _stands_apart(reading, lexicon, at):
            break
        if _spoken_of(reading, above, at):
            said = lemma_of(doc[above])
            result = _merged(result, Standing(Status.HYPOTHETICAL, word=said, status_word=said))
            break
        taken = taken or _taken_as_given(reading, lexicon, above, at)
        firm = firm or is_means(reading, at) or not _can_be_denied(reading, lexicon, cue, at)
        firm = firm or is_charge(reading, above, at) or is_parted(reading, at)
        step = _merged(_aimed_at(reading, above, at), _step(reading, lexicon, above, at))
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
    """Whether a deed goes on, to be ended: "wants them to stop attacking", "must lift sanctions"."""
    verb = reading.syntax.head(cue)
    if verb is None or reading.lemmas[verb] not in ENDINGS:
        return False
    if reading.syntax.label(cue) not in ("object", "open", "complement"):
        return False
    over = standing(reading, lexicon, verb)
    plain = _own(reading, lexicon, cue) == Standing()
    return plain and not over.denied and over.status in UNDONE


def _aimed_at(reading: Reading, above: int, below: int) -> Standing:
    """Whether it is what somebody is to be helped to do: "sent arms to help them fight".

    Or what the time has come for.
    """
    syntax = reading.syntax
    if reading.lemmas[above] == "come" and reading.doc[below].tag_ == "VB":
        if any(reading.lemmas[noun] == "time" for noun in syntax.children(above, "subject")):
            return Standing(Status.DEMANDED, word="time", status_word="time")
    helped = reading.lemmas[above] in HELPING and syntax.label(below) in ("open", "complement")
    purpose = syntax.label(above) in ("adverbial", "participle") and reading.doc[above].tag_ == "VB"
    trained = reading.lemmas[above] in TRAINING and reading.doc[below].tag_ == "VB"
    if not (helped and purpose or trained and syntax.label(below) in ("open", "adverbial")):
        return Standing()
    said = reading.lemmas[above]
    return Standing(Status.PLANNED, word=said, status_word=said)


def _of_cue(reading: Reading, lexicon: Lexicon, cue: int) -> Standing:
    """What stands on the cue; a false accusation has been made, no accusation has not."""
    own = _own(reading, lexicon, cue)
    if own.denied and _charge_or_demand(reading, lexicon, cue):
        return _merged(replace(own, denied=False, denial=""), _negated(reading, cue))
    return own


def _stands_apart(reading: Reading, lexicon: Lexicon, at: int) -> bool:
    """Whether what stands above a word says nothing of it: "after", "when", ", accusing"."""
    unbound = reading.syntax.label(at) == "adverbial" and not _bound(reading, at)
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
    return _merged(result, step)


def _spoken_of(reading: Reading, above: int, below: int) -> bool:
    """Whether somebody is for or against an event that is not there: "opposed an invasion"."""
    doc = reading.doc
    articles = {child.lower_ for child in doc[below].children}
    attitude = lemma_of(doc[above]) in ATTITUDES and doc[below].pos_ == "NOUN"
    return attitude and bool(articles & OPEN) and reading.syntax.label(below) == "object"


def _step(reading: Reading, lexicon: Lexicon, above: int, below: int) -> Standing:
    """What the next word up says of the one below, and, of a verb, what is said of itself."""
    governing = _governing(reading, lexicon, above, below)
    copula = reading.syntax.children(above, "copula")  # "is not interested in talks"
    if not reading.doc[above].tag_.startswith("VB") and not copula:
        return governing
    own = _own(reading, lexicon, above)
    if own.denied and not reaches_content(reading, above, governing.status):
        own = replace(own, denied=False, denial="")
    result = _merged(governing, own)
    if governing.denied and own.denied:  # "has not ceased its attacks", "did not prevent"
        return replace(result, denied=False, denier=None)
    return result


def _taken_as_given(reading: Reading, lexicon: Lexicon, above: int, below: int) -> bool:
    """Whether a verb takes an event for granted: "bow to pressure", "stymied by a feud", "end it".

    What is held, made or done in it is not: "take part in an attack", "evidence of an attack".
    """
    doc, label = reading.doc, reading.syntax.label(below)
    if label == "agent" or is_given_reason(reading, above, below):
        return True
    if label not in ("phrase", "object") or _is_content(reading, below):
        return False
    if label == "object" and doc[below].pos_ != "NOUN":
        return False
    lemma = lemma_of(doc[above])
    carries = lemma in lexicon.light or lemma in ASPECTS or doc[above].pos_ == "AUX"
    said = _governing(reading, lexicon, above, below)
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
    kinds = {word.status for word in _words(lexicon, doc[at], ("noun",))}
    return bool(kinds - {Status.DEMANDED})


def _charge_or_demand(reading: Reading, lexicon: Lexicon, cue: int) -> bool:
    """Whether the cue is a noun such as "accusation" or "request", which may be false or denied."""
    token = reading.doc[cue]
    kinds = {word.status for word in _words(lexicon, token, ("noun",))}
    return token.pos_ == "NOUN" and bool(kinds & {Status.ALLEGED, Status.DEMANDED})


def _beyond(reading: Reading, lexicon: Lexicon, above: int, at: int) -> Standing:
    """What is said of a clause as a whole, or of an event that is a subject."""
    first = Standing()
    if reading.syntax.label(at) == "relative" and lemma_of(reading.doc[above]) == "time":
        first = _own(reading, lexicon, above)  # "would be the first time that"
    return _merged(first, _predicated(reading, lexicon, above, at))


def _predicated(reading: Reading, lexicon: Lexicon, above: int, noun: int) -> Standing:
    """What a verb says of an event that is its subject: "talks will begin", "was called off"."""
    syntax, doc, label = reading.syntax, reading.doc, reading.syntax.label(noun)
    if label == "subject" and doc[noun].tag_ in ("VB", "VBG"):
        return _of_clause(reading, lexicon, above, noun)
    if doc[noun].pos_ != "NOUN" or label not in ("subject", "passive_subject"):
        return Standing()
    result = Standing()
    if label == "passive_subject":
        result = _governing(reading, lexicon, above, noun)
    lemma = doc[above].lemma_.lower()
    alone = not syntax.children(above, "object")  # "the strikes have not stopped them"
    if (lemma in ASPECTS and alone) or (label == "passive_subject" and lemma in lexicon.light):
        return _merged(result, _own(reading, lexicon, above))
    articles = {child.lower_ for child in doc[noun].children}
    modal = _modal(reading, above, {"would", "will"})
    if modal and articles & OPEN:  # "an attack will only help them"
        result = _merged(result, _hypothetical(modal))
    return result


def _of_clause(reading: Reading, lexicon: Lexicon, above: int, clause: int) -> Standing:
    """What is said of a deed that is a clause: "it is hard to attack", "attacking would anger"."""
    if reading.doc[clause].tag_ == "VB":
        if reading.lemmas[above] == "time":
            return Standing(Status.DEMANDED, word="time", status_word="time")
        kinds = ("adjective",) if reading.doc[above].pos_ == "ADJ" else ("noun",)
        for word in _words(lexicon, reading.doc[above], kinds):
            if word.governs == "clause":
                return _standing(word)
    modal = _modal(reading, above, IRREAL)
    return _hypothetical(modal) if modal else Standing()


def _modal(reading: Reading, verb: int, modals: AbstractSet[str]) -> str:
    """Return the one of these modals that helps a verb, "" where none does."""
    helpers = {reading.lower[c] for c in reading.syntax.children(verb, "auxiliary")}
    return next(iter(sorted(helpers & modals)), "")


def _hypothetical(word: str) -> Standing:
    return Standing(Status.HYPOTHETICAL, word=word, status_word=word)


def _merged(first: Standing, second: Standing) -> Standing:
    """The word nearest to the cue decides the status; a denial anywhere near denies.

    Of a plan that is alleged, the plan is the allegation; a will that is doubted is none.
    """
    alleged = (first.status, second.status) == (Status.PLANNED, Status.ALLEGED)
    doubted = second.status is Status.HYPOTHETICAL and second.status_word in DOUBTS
    alleged = alleged or (doubted and first.status is Status.PLANNED)
    decides = first if first.status is not Status.ACTUAL and not alleged else second
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
    syntax = reading.syntax
    result = _condition(reading, token)
    result = _merged(result, _modals(reading, lexicon, token))
    nouns = syntax.children(token, "subject", "passive_subject", "agent")
    result = _merged(result, _negated(reading, token, *nouns))
    result = _merged(result, _described(reading, lexicon, token))
    result = _merged(_equated(reading, lexicon, token), result)
    inside = [noun for words, noun in syntax.phrases(token) if words == "in"]
    inside += [of for noun in inside for words, of in syntax.phrases(noun) if words == "of"]
    nouns += inside
    for noun in nouns:  # "suspected rebels attacked", "killed in an apparent attack"
        doubt = _described(reading, lexicon, noun)
        if doubt.status is Status.ALLEGED:
            result = _merged(result, doubt)
    return result


def _equated(reading: Reading, lexicon: Lexicon, clause: int) -> Standing:
    """What a noun says that the clause is: "the worry is that they attack", "the aim is beating"."""
    syntax, doc = reading.syntax, reading.doc
    helpers = syntax.children(clause, "copula", "auxiliary")
    if not any(reading.lemmas[c] == "be" for c in helpers):
        return Standing()
    marks = {reading.lower[c] for c in syntax.children(clause, "marker")}
    for noun in syntax.children(clause, "subject"):
        said = reading.lemmas[noun]
        if said in AIMS and (doc[clause].tag_ == "VBG" or "to" in marks):
            return Standing(Status.PLANNED, word=said, status_word=said)
        for word in _words(lexicon, doc[noun], ("noun",)) if doc[noun].pos_ == "NOUN" else ():
            open_ = word.status is not None and word.status is not Status.ALLEGED
            if word.governs == "clause" and open_ and marks & {"that", "to"}:
                return _standing(word)
    return Standing()


def _negated(reading: Reading, *words: int) -> Standing:
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


def _condition(reading: Reading, token: int) -> Standing:
    """Whether a clause is a condition: "if they attack", "should they attack"."""
    syntax, doc = reading.syntax, reading.doc
    for marker in syntax.children(token, "marker"):
        said = doc[marker].lower_
        if said == "that" and reading.lower[marker - 1 : marker] == ["event"]:
            said = "in the event"
        if said in CONDITIONS:
            return _hypothetical(said)
    if _awaited(reading, token):
        return _hypothetical("before")
    return _hypothetical("inversion") if _inverted(reading, token) else Standing()


def _awaited(reading: Reading, token: int) -> bool:
    """Whether somebody waits with a deed: "wait for proof before they blame Iran"."""
    syntax = reading.syntax
    if not any(reading.lower[c] == "before" for c in syntax.children(token, "marker")):
        return False
    above = syntax.head(token)
    over = None if above is None else syntax.head(above)
    return any(at is not None and reading.lemmas[at] in WAITING for at in (above, over))


def _inverted(reading: Reading, token: int) -> bool:
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
        for word in _words(lexicon, child, ("adjective", "adverb")):
            fits = word.form == "adverb" or word.governs in ("noun", "sentence")
            if fits and words_at(reading, word.words, word.head, child.i):
                result = _merged(result, _standing(word))
                break
    return result


def _laid_to(reading: Reading, lexicon: Lexicon, noun: int) -> Standing:
    """Whether an event is only said to be somebody's: "an attack attributed to the rebels"."""
    for verb in reading.syntax.children(noun, "participle"):
        if verb > noun and reading.doc[verb].tag_ in ("VBN", "VBD"):
            if reading.lemmas[verb] in LAID_TO:
                said = reading.lower[verb]
                return Standing(Status.ALLEGED, word=said, status_word=said)
            if reading.lemmas[verb] in lexicon.light:  # "an attack allegedly carried out by them"
                return _described(reading, lexicon, verb)
    return Standing()


def _modals(reading: Reading, lexicon: Lexicon, token: int) -> Standing:
    for marker in reading.syntax.children(token, "marker"):
        if reading.lower[marker] == "due":  # "is due to meet"
            return Standing(Status.PLANNED, word="due", status_word="due")
    for child in reading.syntax.children(token, "auxiliary", "copula"):
        if reading.doc[child].lower_ == "would" and _announced(reading, token):
            return Standing(Status.PLANNED, word="would")
        for word in _words(lexicon, reading.doc[child], ("modal",)):
            if words_at(reading, word.words, word.head, child):
                return _standing(word)
    return Standing()


def _announced(reading: Reading, token: int) -> bool:
    """Whether "would" is the "will" of a plan told in the past: "said that it would withdraw"."""
    syntax, doc = reading.syntax, reading.doc
    head = syntax.head(token)
    if head is None or syntax.label(token) != "complement":
        return False
    told = doc[head].lemma_.lower() in REPORTS and doc[head].tag_ in ("VBD", "VBN", "VBG")
    return told and not any(
        _condition(reading, c).word for c in syntax.children(token, "adverbial")
    )


def _governing(reading: Reading, lexicon: Lexicon, above: int, below: int) -> Standing:
    """What a verb or noun says of the clause or noun under it: "plan to", "called off the"."""
    doc = reading.doc
    fitting = [
        word
        for word in _words(lexicon, doc[above], ("verb", "noun", "adjective"))
        if _fits(reading, word, above, below) and words_at(reading, word.words, word.head, above)
    ]
    if not fitting:
        return Standing()
    word = fitting[0]
    demands = [each for each in fitting if each.status is Status.DEMANDED]
    if demands and word.status is Status.PLANNED and _of_another(reading, above, below):
        word = demands[0]  # "wants to leave" is a plan, "wants them to leave" a demand
    denies = word.status is None and lemma_of(doc[above]) in DENIALS
    result = replace(_standing(word), denier=above if denies else None)
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
    if word.form == "noun" and (infinitive or _is_content(reading, below)):
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


def _is_content(reading: Reading, noun: int) -> bool:
    """Whether the noun is what another is about: "the threat of an attack"."""
    arc = reading.syntax.above.get(noun)
    return arc is not None and arc.label == "phrase" and arc.preposition in ("of", "for")


def _bound(reading: Reading, clause: int) -> bool:
    """Whether a clause is tied to the verb: "accused of bombing", not "after bombing"."""
    if _inverted(reading, clause):
        return False
    syntax, doc = reading.syntax, reading.doc
    markers = {doc[c].lower_ for c in syntax.children(clause, "marker", "case")}
    if any(child.tag_ == "WRB" and child.i < clause for child in doc[clause].children):
        return False  # "when Iran attacked"
    spoken_of = "about" in markers and reading.lemmas[syntax.head(clause) or clause] in MUSING
    return bool(markers & TYING) or not markers or spoken_of


def _words(lexicon: Lexicon, token: Token, forms: tuple[str, ...]) -> list[StatusWord]:
    """Return the entries of a word, by its own form ("planned") before its lemma ("plan")."""
    keys = dict.fromkeys((token.lower_, lemma_of(token)))
    known = [word for key in keys for word in lexicon.statuses.get(key, ())]
    return [word for word in known if word.form in forms]


def _standing(word: StatusWord) -> Standing:
    said = " ".join(word.words)
    if word.status is None:
        return Standing(denied=True, word=said, denial=said)
    return Standing(word.status, word=said, status_word=said)

"""Why a tie between two mentions can be no claim, whoever found it: a rule or the judge."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.blows import no_blow
from actorgraph.loaders.claim_model import LEARNED
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Form
from actorgraph.loaders.discourse import FOR_OR_AGAINST
from actorgraph.loaders.events import Tie
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.ties import heads_a_branch, is_former, is_second
from actorgraph.ontology.vocabulary import relation_named

# Relations whose object may be a place in which nobody is named.
PLACES_TOO = frozenset(
    {"attacks", "coerces", "controls", "mobilizes_against", "protests_against", "aids"}
)
# Relations to a body: in "led her rival in the polls" nobody is at the head of anything.
OF_BODIES = frozenset({"leads", "controls", "part_of"})
# What nobody does with the state at whose head he stands.
WITH_OTHERS = frozenset({"negotiates_with", "cooperates_with", "agrees_with", "allied_with"})
TOLD_BY_NAME = frozenset({"backs", "supports", "opposes", "aids", "allied_with", "cooperates_with"})
# Nouns that are met without anybody being met: "will meet Russian aggression with force".
NO_PARTY = frozenset(
    "aggression attack assault threat challenge demand requirement deadline obligation commitment "
    "condition goal target standard criterion expectation need agreement term promise".split()
)
NAMING = frozenset("designate declare label call name consider deem brand list".split())
WAYS = frozenset("air bus cable direct ferry land phone rail railway road sea video".split())
HOSTILE = frozenset({"attacks", "coerces", "mobilizes_against", "protests_against", "opposes"})
MEETING = frozenset({"meet", "face", "confront"})
# Who knows a country well need not be of it: "an Iraq analyst", but "an Iraqi analyst".
STUDENTS = frozenset(
    "analyst expert specialist scholar researcher watcher historian correspondent professor "
    "observer strategist economist".split()
)
# Offices that nobody holds of a party: "the Republican president".
OF_STATES = frozenset("speaker president governor mayor senator minister premier judge".split())
GOOD = frozenset(
    "close closer strong stronger good better warm warmer special friendly deep historic cordial "
    "excellent strategic personal longstanding enduring solid great cozy friendlier".split()
)
AT_ODDS = frozenset(
    "conflict clash dispute tension war standoff rivalry feud crisis hostility violence".split()
)
LINES = frozenset({"highway", "road", "railway", "route", "border", "frontier", "pipeline"})
WANTING = frozenset({"want", "like", "wish", "need"})


def refusal(reading: Reading, tie: Tie, day: str | None) -> str:
    """Return why a tie can be no claim in an article of this ISO day, "" where it can."""
    first, second = reading.mention(tie.subject), reading.mention(tie.object)
    if first.place:
        return f"a place ({first.actor.name}) cannot be its subject"
    if second.place and tie.relation not in PLACES_TOO:
        return f"a place ({second.actor.name}) cannot be the object of {tie.relation}"
    if tie.relation in OF_BODIES and second.actor.kind == "Person":
        return f"{second.actor.name} is a person, and cannot be the object of {tie.relation}"
    if first.actor.id == second.actor.id and tie.relation != "same_as":
        return f"both sides are the same actor, {first.actor.name}"
    if _is_one_member(reading, first) and not relation_named(tie.relation).lasting:
        return f"one of {first.actor.name} is not all of it"
    people = reading.doc[first.found.head].tag_ in ("NNS", "NNPS")  # "Syrians" may rise against it
    if not people and _is_government_of(second, first):
        return f"{second.actor.name} is the government of {first.actor.name}"
    return _of_one_side(first, second, tie, day) or _no_deed(reading, tie)


def _of_one_side(first: Resolved, second: Resolved, tie: Tie, day: str | None) -> str:
    """Return how the two are of one side, so that neither does this with the other."""
    leads = _leads(first, second, day) or _leads(second, first, day)
    if leads and tie.relation in WITH_OTHERS:
        return f"of {first.actor.name} and {second.actor.name} one is at the head of the other"
    if tie.relation in HOSTILE and _guessed_own_side(first, second, day):
        return f"nothing but the country tells that they are those of {second.actor.name}"
    if _names_itself(first, second, tie) or _names_itself(second, first, tie):
        return f"{first.actor.name} and {second.actor.name} are told by one word, as a name"
    return ""


def _no_deed(reading: Reading, tie: Tie) -> str:
    """Return what the words say that is not what the relation says."""
    second = reading.mention(tie.object)
    if tie.relation == "leads":
        return _no_head(reading, tie)
    if _is_said_to_be(reading, tie):
        return f"{reading.doc[tie.head].text!r} tells what somebody is said to be"
    if tie.relation in HOSTILE and (why := no_blow(reading, tie)):
        return why
    if tie.relation == "requests" and (why := _no_request(reading, tie, second)):
        return why
    if tie.relation == "member_of" and _is_studied(reading, tie):
        return f"{second.actor.name} is what the {reading.doc[tie.head].text} knows about"
    if tie.relation == "speaks_for" and _is_sent_to(reading, tie):
        return f"an ambassador to {second.actor.name} does not speak for it"
    if other := _other_owner(reading, tie):
        return f"it is told of {other}"
    return _elsewhere(reading, tie, second) or _no_party(reading, tie)


def _elsewhere(reading: Reading, tie: Tie, second: Resolved) -> str:
    """Return whereabouts of the second it is told, where that is not in it."""
    if tie.relation in (*HOSTILE, "threatens") and _is_outside(reading, second):
        return f"it is told of what lies outside {second.actor.name}"
    if second.place and _is_beside(reading, tie):
        return f"it is told of what lies around {second.actor.name}"
    return ""


def _no_request(reading: Reading, tie: Tie, second: Resolved) -> str:
    """Return why nothing is asked of the second."""
    if _is_aim(reading, second):
        return f"{second.actor.name} is whom it is asked against"
    if _is_to_suffer(reading, tie):
        return f"{second.actor.name} is asked nothing, but something is to be done to it"
    return ""


def _no_party(reading: Reading, tie: Tie) -> str:
    """Return what is met or joined that is nobody."""
    if tie.relation == "allied_with" and _is_way(reading, tie.head):
        return "a way between two places is no alliance"
    if tie.relation == "allied_with" and _is_any_relation(reading, tie.head):
        return "relations may be good or bad"
    if tie.relation == "cooperates_with" and reading.lemmas[tie.head] in AT_ODDS:
        return f"{reading.doc[tie.head].text!r} is no cooperation"
    if tie.relation in WITH_OTHERS and (line := _line_between(reading, tie)):
        return f"both are told of a {line}"
    thing = _thing_met(reading, tie) if tie.relation in WITH_OTHERS else ""
    return f"what is met is no party but {thing!r}" if thing else ""


def _no_head(reading: Reading, tie: Tie) -> str:
    """Return why nobody is told to be at the head."""
    start = reading.mention(tie.object).found.start
    if start > 1 and reading.lower[start - 1] == "-" and reading.lower[start - 2] in FOR_OR_AGAINST:
        return "who is for or against somebody does not lead him"
    if reading.mention(tie.object).found.head in reading.syntax.conjuncts(tie.head):
        return "who is told beside leaders is not led by them"
    if is_former(reading, tie.tokens[0]):
        return "who held the office before does not hold it"
    if is_second(reading, tie.tokens[0]):
        return "a deputy does not lead it"
    if heads_a_branch(reading, tie):
        return "who heads a branch of a state or union does not lead it"
    if _is_of_party(reading, tie):
        return f"{reading.mention(tie.object).actor.name} is the party of who holds the office"
    if _leads_to_do(reading, tie):
        return f"{reading.doc[tie.head].text!r} tells of whom something is got or what they are"
    return ""


def _is_of_party(reading: Reading, tie: Tie) -> bool:
    """Whether a party before an office only tells whose member holds it: "GOP House Speaker"."""
    party = reading.mention(tie.object)
    of_state = reading.lemmas[tie.tokens[-1]] in OF_STATES
    return party.actor.kind == "Party" and of_state and _is_before(party, tie)


def _is_before(mention: Resolved, tie: Tie) -> bool:
    """Whether a mention stands before the words of the tie, with one word between at most."""
    return 0 <= tie.tokens[0] - mention.found.end <= 1


def _leads(person: Resolved, state: Resolved, day: str | None) -> bool:
    """Whether the catalogue knows a person as the head of a state on a day."""
    if (person.actor.kind, state.actor.kind) != ("Person", "State"):
        return False
    heads = (b for b in person.actor.bonds if b.relation == "leads" and b.holds_on(day))
    return any(bond.other == state.actor.id for bond in heads)


def _guessed_own_side(organ: Resolved, leader: Resolved, day: str | None) -> bool:
    """Whether those who rise against a leader are taken for his own by the country alone."""
    guessed = organ.rule.startswith("organ of the ")
    bonds = leader.actor.bonds if leader.actor.kind == "Person" else ()
    heads = (bond for bond in bonds if bond.relation == "leads" and bond.holds_on(day))
    return guessed and any(bond.other == organ.actor.id for bond in heads)


def _is_government_of(government: Resolved, state: Resolved) -> bool:
    """Whether what a state would have done is done to its own government."""
    kinds = (government.actor.kind, state.actor.kind)
    country = state.actor.country
    return kinds == ("Government", "State") and country == government.actor.country is not None


def _leads_to_do(reading: Reading, tie: Tie) -> bool:
    """Whether somebody is led to do a thing, or "leaders" are who is meant, and lead others."""
    led = reading.mention(tie.object).found
    if led.start <= tie.head < led.end:
        return True
    clauses = reading.syntax.children(tie.head, "open", "complement")
    verb = reading.doc[tie.head].tag_.startswith("VB")
    return verb and any(reading.doc[clause].tag_ == "VB" for clause in clauses)


def _is_said_to_be(reading: Reading, tie: Tie) -> bool:
    """Whether the object is a predicate: "designated the militia a terrorist group"."""
    if lemma_of(reading.doc[tie.head]) not in NAMING:
        return False
    noun = reading.mention(tie.object).found.head
    named = reading.syntax.children(tie.head, "object")
    return any(tie.head < other < noun for other in named) and noun not in named[:1]


def _is_one_member(reading: Reading, party: Resolved) -> bool:
    """Whether one of a party is told of, who need not be it: "a Republican would never"."""
    start = party.found.start
    before = reading.lower[start - 1] if start else ""
    single = party.actor.kind == "Party" and party.found.end - start == 1
    return single and before in ("a", "an", "any", "no", "every")


def _names_itself(described: Resolved, other: Resolved, tie: Tie) -> bool:
    """Whether an actor is known only by the word of the tie: "patrons of Iran" back Iran."""
    _, of, whose = described.actor.name.partition(" of ")
    inside = described.found.start <= tie.head < described.found.end
    same = bool(of) and whose.removeprefix("the ") == other.actor.name
    return same and inside and tie.relation in TOLD_BY_NAME


def _is_aim(reading: Reading, mention: Resolved) -> bool:
    """Whether somebody stands behind "against": "recommended strikes against them"."""
    arc = reading.syntax.above.get(mention.found.head)
    return arc is not None and arc.label == "phrase" and arc.preposition == "against"


def _is_to_suffer(reading: Reading, tie: Tie) -> bool:
    """Whether somebody is wanted in some state: "wants Iran crushed", "wants Iran out"."""
    syntax, verb = reading.syntax, tie.head
    if lemma_of(reading.doc[verb]) not in WANTING:
        return False
    clauses = syntax.children(verb, "open", "complement")
    return any(reading.doc[c].tag_ in ("VBN", "JJ", "RB", "RP", "IN") for c in clauses) and not any(
        reading.doc[c].tag_ == "VB" for c in clauses
    )


def _is_sent_to(reading: Reading, tie: Tie) -> bool:
    """Whether a union before "ambassador" is where a state sends one: "China's U.N. ambassador"."""
    union = reading.mention(tie.object)
    ambassador = reading.lemmas[tie.tokens[-1]] == "ambassador"
    return union.actor.kind == "IGO" and ambassador and _is_before(union, tie)


def _is_beside(reading: Reading, tie: Tie) -> bool:
    """Whether a place only says where another thing lies: "captured villages around Hama"."""
    arc = reading.syntax.above.get(reading.mention(tie.object).found.head)
    if arc is None or arc.label != "phrase" or arc.preposition not in ("around", "near", "outside"):
        return False
    return arc.head != tie.head and reading.doc[arc.head].pos_ == "NOUN"


def _is_outside(reading: Reading, target: Resolved) -> bool:
    """Whether it is meant where somebody is not: "targets outside Iraq", "beyond its borders"."""
    syntax, at = reading.syntax, target.found.head
    above = syntax.head(at)
    inner = syntax.label(at) in ("possessor", "adjective", "compound") and above is not None
    arc = syntax.above.get(above if inner and above is not None else at)
    return arc is not None and arc.label == "phrase" and arc.preposition in ("outside", "beyond")


def _is_studied(reading: Reading, tie: Tie) -> bool:
    """Whether a state, by its own name before the noun, is what somebody knows about."""
    state, lower = reading.mention(tie.object), reading.lower
    studies = reading.lemmas[tie.tokens[-1]] in STUDENTS
    if not studies or state.actor.kind not in ("State", "Region"):
        return False
    gap = lower[state.found.end : tie.tokens[0]]
    beside = _is_before(state, tie) and not {"'s", "’s"} & set(gap)
    name = reading.doc[state.found.start : state.found.end].text
    abbreviated = name.isupper() or "." in name  # "a US analyst" is American
    return beside and not abbreviated and reading.doc[state.found.head].tag_ == "NNP"


def _other_owner(reading: Reading, tie: Tie) -> str:
    """Return whose the event is where it is neither side's: of "his dealings with Iran" his."""
    if tie.rule != LEARNED or tie.cue.form is not Form.NOUN or tie.cue.origin == LEARNED:
        return ""
    if any(reading.lower[p] == "their" for p in reading.syntax.children(tie.head, "possessor")):
        return ""  # which may be both sides
    owners = [reading.mention(a.mention).actor for a in reading.possessors(tie.head)]
    sides = {reading.mention(side).actor.id for side in (tie.subject, tie.object)}
    if not owners or sides & {owner.id for owner in owners}:
        return ""
    return owners[0].name


def _is_way(reading: Reading, link: int) -> bool:
    """Whether a link is a way by land, sea or wire: "a land link between Russia and Crimea"."""
    kinds = reading.syntax.children(link, "compound", "adjective")
    return lemma_of(reading.doc[link]) == "link" and any(reading.lower[k] in WAYS for k in kinds)


def _line_between(reading: Reading, tie: Tie) -> str:
    """Return the road or border that both only describe: "the Baghdad-Damascus highway"."""
    sides = [reading.mention(side).found for side in (tie.subject, tie.object)]
    first, second = sorted(sides, key=lambda found: found.start)
    joined = second.start == first.end + 1 and reading.lower[first.end] in ("-", "–")
    above = reading.syntax.head(second.head)
    line = "" if above is None else reading.lemmas[above]
    return line if joined and line in LINES else ""


def _is_any_relation(reading: Reading, noun: int) -> bool:
    """Whether it is not told that relations are good: "U.S.-Russian relations have soured"."""
    if lemma_of(reading.doc[noun]) not in ("relation", "relationship"):
        return False
    words = {child.lower_ for child in reading.doc[noun].children if child.i < noun}
    return not words & GOOD


def _thing_met(reading: Reading, tie: Tie) -> str:
    """Return the thing of the object that is met, "" where somebody is: "met Iran's demands"."""
    if lemma_of(reading.doc[tie.head]) not in MEETING:
        return ""
    for thing in reading.syntax.children(tie.head, "object"):
        if lemma_of(reading.doc[thing]) in NO_PARTY:
            return reading.doc[thing].text
    return ""

"""Why a tie between two mentions can be no claim, whoever found it: a rule or the judge."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.claim_model import LEARNED
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Form
from actorgraph.loaders.events import Tie, is_against_others
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.ties import heads_a_branch, is_second
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
# What hits or targets somebody and is no attack: "hit by American sanctions".
OTHER_MEANS = frozenset(
    "sanction tariff duty ban fine lawsuit suit charge accusation allegation criticism "
    "shortage slowdown downturn recession penalty restriction".split()
)
WAYS = frozenset("air bus cable direct ferry land phone rail railway road sea video".split())
ASKING = frozenset("recommend urge advocate demand request suggest call".split())
HOSTILE = frozenset({"attacks", "coerces", "mobilizes_against", "protests_against", "opposes"})
MEETING = frozenset({"meet", "face", "confront"})
# Who knows a country well need not be of it: "an Iraq analyst", but "an Iraqi analyst".
STUDENTS = frozenset(
    "analyst expert specialist scholar researcher watcher historian correspondent professor "
    "observer strategist economist".split()
)
# What is destroyed, hit or killed without a weapon.
NO_TARGETS = frozenset(
    "credibility reputation image legacy career candidacy chance hope prospect "
    "deal agreement bill proposal plan policy relationship tie trust confidence argument claim "
    "record speech statement comment remark decision stance position rhetoric".split()
)
AT_WHOM = frozenset({"on", "against"})
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
    if tie.relation in ("attacks", "coerces") and _asks_for_it(reading, tie):
        return "who asks for a blow is not told to be the one to strike"
    if tie.relation == "attacks":
        return _no_attack(reading, tie, second)
    if tie.relation == "requests" and _is_aim(reading, second):
        return f"{second.actor.name} is whom it is asked against"
    if tie.relation == "requests" and _is_to_suffer(reading, tie):
        return f"{second.actor.name} is asked nothing, but something is to be done to it"
    if tie.relation == "member_of" and _is_studied(reading, tie):
        return f"{second.actor.name} is what the {reading.doc[tie.head].text} knows about"
    if tie.relation in HOSTILE and _is_target(reading, tie):
        return f"{reading.mention(tie.subject).actor.name} stands where it is told what is hit"
    if other := _other_owner(reading, tie):
        return f"it is told of {other}"
    if tie.relation == "allied_with" and _is_way(reading, tie.head):
        return "a way between two places is no alliance"
    if second.place and _is_beside(reading, tie):
        return f"it is told of what lies around {second.actor.name}"
    if tie.relation in WITH_OTHERS and (thing := _thing_met(reading, tie)):
        return f"what is met is no party but {thing!r}"
    return ""


def _no_attack(reading: Reading, tie: Tie, second: Resolved) -> str:
    """Return why nobody is told to attack the second."""
    if place := _scene(reading, tie):
        return f"{place} is where it is told to happen to somebody else"
    if _is_alongside(reading, tie):
        return f"who fights with {second.actor.name} against others fights beside it"
    if means := _other_means(reading, tie):
        return f"what hits are {means}, no attack"
    if thing := _thing_hit(reading, tie):
        return f"what is hit is {thing!r}, and no attack"
    return ""


def _no_head(reading: Reading, tie: Tie) -> str:
    """Return why nobody is told to be at the head."""
    if is_second(reading, tie.tokens[0]):
        return "a deputy does not lead it"
    if heads_a_branch(reading, tie):
        return "who heads a branch of a state or union does not lead it"
    if _leads_to_do(reading, tie):
        return f"{reading.doc[tie.head].text!r} tells of whom something is got or what they are"
    return ""


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


def _scene(reading: Reading, tie: Tie) -> str:
    """Return the state in which an attack hits somebody else: "in Syria killed two officers"."""
    syntax, state = reading.syntax, reading.mention(tie.object)
    start = state.found.start
    while start and reading.doc[start - 1].tag_ in ("DT", "JJ", "JJR", "NN"):
        start -= 1
    if state.actor.kind != "State" or reading.doc[start - 1].lower_ != "in":
        return ""
    verb = syntax.head(tie.head) if syntax.label(tie.head) == "subject" else None
    hit = reading.all_actors(syntax.children(verb, "object")) if verb is not None else []
    others = any(reading.mention(one.mention).actor.id != state.actor.id for one in hit)
    return state.actor.name if others else ""


def _is_one_member(reading: Reading, party: Resolved) -> bool:
    """Whether one of a party is told of, who need not be it: "a Republican would never"."""
    start = party.found.start
    before = reading.lower[start - 1] if start else ""
    single = party.actor.kind == "Party" and party.found.end - start == 1
    return single and before in ("a", "an", "any", "no", "every")


def _is_alongside(reading: Reading, tie: Tie) -> bool:
    """Whether "with" means beside: "fought with the militia against the army"."""
    beside = [noun for words, noun in reading.syntax.phrases(tie.head) if words == "with"]
    other = reading.mention(tie.object).found.head
    return other in beside and is_against_others(reading, tie.head)


def _other_means(reading: Reading, tie: Tie) -> str:
    """Return what hits somebody where it is no weapon: of "hit by U.S. sanctions" sanctions."""
    syntax, own = reading.syntax, reading.mention(tie.subject).found
    doers = [*syntax.agents(tie.head), *syntax.children(tie.head, "subject")]
    for doer in doers:
        holds = reading.doc[doer].left_edge.i <= own.head <= doer and own.head != doer
        if holds and lemma_of(reading.doc[doer]) in OTHER_MEANS:
            return reading.doc[doer].text
    return ""


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


def _is_target(reading: Reading, tie: Tie) -> bool:
    """Whether who would act is who it is done to: "bomb attacks on Shia areas of Baghdad"."""
    subject = reading.mention(tie.subject).found.head
    targets = [noun for words, noun in reading.syntax.phrases(tie.head) if words in AT_WHOM]
    spans = ((reading.doc[n].left_edge.i, reading.doc[n].right_edge.i) for n in targets)
    nominal = reading.doc[tie.head].pos_ == "NOUN"
    return nominal and any(first <= subject <= last for first, last in spans)


def _is_beside(reading: Reading, tie: Tie) -> bool:
    """Whether a place only says where another thing lies: "captured villages around Hama"."""
    arc = reading.syntax.above.get(reading.mention(tie.object).found.head)
    if arc is None or arc.label != "phrase" or arc.preposition not in ("around", "near", "outside"):
        return False
    return arc.head != tie.head and reading.doc[arc.head].pos_ == "NOUN"


def _is_studied(reading: Reading, tie: Tie) -> bool:
    """Whether a state, by its own name before the noun, is what somebody knows about."""
    state = reading.mention(tie.object)
    noun = tie.tokens[-1]
    name = reading.doc[state.found.start : state.found.end].text
    by_name = name.casefold() == state.actor.name.casefold() or name.isalpha() and not name.isupper()
    adjective = reading.doc[state.found.head].tag_ != "NNP"
    before = 0 <= tie.tokens[0] - state.found.end <= 1 and reading.lower[state.found.end] not in ("'s", "’s")
    studies = lemma_of(reading.doc[noun]) in STUDENTS and state.actor.kind in ("State", "Region")
    return studies and before and by_name and not adjective


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


def _asks_for_it(reading: Reading, tie: Tie) -> bool:
    """Whether who would do a deed is who asks for it: "the general recommended strikes"."""
    syntax, deed = reading.syntax, tie.head
    verb = syntax.head(deed)
    if verb is None or syntax.label(deed) not in ("object", "phrase"):
        return False
    asks = lemma_of(reading.doc[verb]) in ASKING and reading.doc[deed].pos_ == "NOUN"
    asks = asks and not syntax.children(verb, "particle")  # "called off an attack"
    return asks and any(argument.mention == tie.subject for argument in reading.doers(verb))


def _thing_hit(reading: Reading, tie: Tie) -> str:
    """Return the thing of the object that is hit in word only: of "destroy its economy" economy."""
    target = reading.mention(tie.object).found
    for thing in reading.syntax.patients(tie.head):
        holds = reading.doc[thing].left_edge.i <= target.head < thing
        if holds and lemma_of(reading.doc[thing]) in NO_TARGETS:
            return reading.doc[thing].text
    return ""


def _is_way(reading: Reading, link: int) -> bool:
    """Whether a link is a way by land, sea or wire: "a land link between Russia and Crimea"."""
    kinds = reading.syntax.children(link, "compound", "adjective")
    return lemma_of(reading.doc[link]) == "link" and any(reading.lower[k] in WAYS for k in kinds)


def _thing_met(reading: Reading, tie: Tie) -> str:
    """Return the thing of the object that is met, "" where somebody is: "met Iran's demands"."""
    if lemma_of(reading.doc[tie.head]) not in MEETING:
        return ""
    for thing in reading.syntax.children(tie.head, "object"):
        if lemma_of(reading.doc[thing]) in NO_PARTY:
            return reading.doc[thing].text
    return ""

"""Why a tie between two mentions can be no claim, whoever found it: a rule or the judge."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.events import Tie
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.ties import heads_a_branch

# Relations whose object may be a place in which nobody is named.
PLACES_TOO = frozenset(
    {"attacks", "coerces", "controls", "mobilizes_against", "protests_against", "aids"}
)
# Relations to a body: in "led her rival in the polls" nobody is at the head of anything.
OF_BODIES = frozenset({"leads", "controls", "part_of"})
# What nobody does with the state at whose head he stands.
WITH_OTHERS = frozenset({"negotiates_with", "cooperates_with", "agrees_with", "allied_with"})
# Nouns that are met without anybody being met: "will meet Russian aggression with force".
NO_PARTY = frozenset(
    "aggression attack assault threat challenge demand requirement deadline obligation commitment "
    "condition goal target standard criterion expectation need agreement term promise".split()
)
NAMING = frozenset("designate declare label call name consider deem brand list".split())
MEETING = frozenset({"meet", "face", "confront"})


def refusal(reading: Reading, tie: Tie) -> str:
    """Return why a tie can be no claim, "" where it can."""
    first, second = reading.mention(tie.subject), reading.mention(tie.object)
    if first.place:
        return f"a place ({first.actor.name}) cannot be its subject"
    if second.place and tie.relation not in PLACES_TOO:
        return f"a place ({second.actor.name}) cannot be the object of {tie.relation}"
    if tie.relation in OF_BODIES and second.actor.kind == "Person":
        return f"{second.actor.name} is a person, and cannot be the object of {tie.relation}"
    if first.actor.id == second.actor.id and tie.relation != "same_as":
        return f"both sides are the same actor, {first.actor.name}"
    if _is_government_of(second, first):
        return f"{second.actor.name} is the government of {first.actor.name}"
    if tie.relation in WITH_OTHERS and (_leads(first, second) or _leads(second, first)):
        return f"of {first.actor.name} and {second.actor.name} one is at the head of the other"
    if tie.relation == "leads" and heads_a_branch(reading, tie):
        return f"who heads a branch of {second.actor.name} does not lead it"
    if _is_said_to_be(reading, tie, second.found.head):
        return f"{reading.doc[tie.head].text!r} tells what somebody is said to be"
    if tie.relation == "attacks" and _is_scene(reading, tie, second):
        return f"{second.actor.name} is where it is told to happen to somebody else"
    if tie.relation in WITH_OTHERS and (thing := _thing_met(reading, tie)):
        return f"what is met is no party but {thing!r}"
    return ""


def _leads(person: Resolved, state: Resolved) -> bool:
    """Whether the catalogue knows a person as the head of a state."""
    bonds = person.actor.bonds if person.actor.kind == "Person" else ()
    heads = any(bond.relation == "leads" and bond.other == state.actor.id for bond in bonds)
    return heads and state.actor.kind == "State"


def _is_government_of(government: Resolved, state: Resolved) -> bool:
    """Whether what a state would have done is done to its own government."""
    kinds = (government.actor.kind, state.actor.kind)
    country = state.actor.country
    return kinds == ("Government", "State") and country == government.actor.country is not None


def _is_said_to_be(reading: Reading, tie: Tie, noun: int) -> bool:
    """Whether the object is a predicate: "designated the militia a terrorist group"."""
    if lemma_of(reading.doc[tie.head]) not in NAMING:
        return False
    named = reading.syntax.children(tie.head, "object")
    return any(tie.head < other < noun for other in named) and noun not in named[:1]


def _is_scene(reading: Reading, tie: Tie, state: Resolved) -> bool:
    """Whether an attack "in Syria" hits somebody else: "killed two officers"."""
    syntax, start = reading.syntax, state.found.start
    while start and reading.doc[start - 1].tag_ in ("DT", "JJ", "JJR", "NN"):
        start -= 1
    if state.actor.kind != "State" or reading.doc[start - 1].lower_ != "in":
        return False
    verb = syntax.head(tie.head) if syntax.label(tie.head) == "subject" else None
    hit = reading.all_actors(syntax.children(verb, "object")) if verb is not None else []
    return any(reading.mention(one.mention).actor.id != state.actor.id for one in hit)


def _thing_met(reading: Reading, tie: Tie) -> str:
    """Return the thing of the object that is met, "" where somebody is: "met Iran's demands"."""
    if lemma_of(reading.doc[tie.head]) not in MEETING:
        return ""
    for thing in reading.syntax.children(tie.head, "object"):
        if lemma_of(reading.doc[thing]) in NO_PARTY:
            return reading.doc[thing].text
    return ""

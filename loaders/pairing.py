"""The two sides of a cue: who fills them, and which pairs they make."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations, permutations

from actorgraph.loaders.arguments import Argument, Reading
from actorgraph.loaders.cues import Cue
from actorgraph.ontology.vocabulary import relation_named

Fill = Callable[[str], list[Argument]]  # slot → who stands in it

BOTH_SIDES = frozenset({"between", "modifier"})  # slots that hold both sides of a clash
FEW = 3  # parties of which each is taken to deal with each
AROUND = "subject around"  # the rule of a side found at the verb around an event noun
BEFORE = frozenset({"possessive", "modifier", "between", "subjects"})
EACH_OTHER = "each other"  # the rule of pairs in both directions
RECIPROCAL = frozenset({("each", "other"), ("one", "another")})


def first_filled(
    slots: tuple[str, ...], fill: Fill, exclude: set[int] | None = None
) -> tuple[list[Argument], str]:
    """Return who stands in the first slot that holds anybody but those excluded, and the slot."""
    for slot in slots:
        found = [a for a in fill(slot) if not exclude or a.mention not in exclude]
        if found:
            return found, slot
    return [], ""


@dataclass(slots=True)
class Sides:
    """Who stands on the two sides of a cue, and the slots that held them."""

    agents: list[Argument]
    agent_rule: str
    targets: list[Argument] = field(default_factory=list)
    target_rule: str = ""

    def fill_targets(self, slots: tuple[str, ...], fill: Fill, *, one_more: bool) -> None:
        """Fill the targets from the slots, leaving out the agents.

        `one_more`: the other party of what is done "with" somebody stands before the noun only; in
        "talks with Iran during a trip to Oman" Oman is no party.
        """
        if one_more:
            slots = tuple(slot for slot in slots if slot in BEFORE)
        taken = {argument.mention for argument in self.agents}
        self.targets, self.target_rule = first_filled(slots, fill, taken)

    def give_way(self, cue: Cue, others: list[Argument], rule: str) -> bool:
        """Make the agents the targets where others act: in "X passed an Iran ban" the ban is X's.

        Only from a slot that both sides can stand in, as "of" in "X's fear of Y".
        """
        taken = {argument.mention for argument in self.agents}
        others = [other for other in others if other.mention not in taken]
        if self.targets or not others or self.agent_rule not in cue.target:
            return False
        self.targets, self.target_rule = self.agents, self.agent_rule
        self.agents, self.agent_rule = others, rule
        return True


def look_around(reading: Reading, cue: Cue, sides: Sides, noun: int, fill: Fill) -> None:
    """Look for the missing side of an event noun in other slots and at the verb around it."""
    if sides.agent_rule == "of" and not sides.targets:
        later = tuple(slot for slot in cue.agent if slot != "of")
        sides.give_way(cue, *first_filled(later, fill))
    # Of other slots too often somebody else acts: "regretted the attack on the town".
    if sides.agent_rule == "with" and not sides.targets:
        sides.give_way(cue, reading.around(noun), AROUND)
    elif sides.target_rule == "with" and not sides.agents:
        taken = {argument.mention for argument in sides.targets}
        found = [a for a in reading.around(noun) if a.mention not in taken]
        sides.agents, sides.agent_rule = found, AROUND


def paired(
    reading: Reading, cue: Cue, sides: Sides, head: int
) -> tuple[list[tuple[Argument, Argument]], str]:
    """Return the pairs that a cue ties, and the rule that paired them."""
    agents, targets = sides.agents, sides.targets
    symmetric = relation_named(cue.relation).symmetric
    if not targets and len(agents) > 1:
        rule = f"members of {sides.agent_rule}"
        both = sides.agent_rule in BOTH_SIDES and "between" in cue.agent
        if symmetric or both or "subjects" in cue.target:
            if len(agents) > FEW:  # of many parties to a deal, the text ties the first to the rest
                return [(agents[0], other) for other in agents[1:]], rule
            return list(combinations(agents, 2)), rule
        if _is_reciprocal(reading, head):
            return list(permutations(agents, 2)), EACH_OTHER
    return [(a, t) for a in agents for t in targets], f"{sides.agent_rule} → {sides.target_rule}"


def _is_reciprocal(reading: Reading, head: int) -> bool:
    """Whether an object of the verb is "each other" or "one another"."""
    syntax, doc = reading.syntax, reading.doc
    things = syntax.patients(head) + [noun for _, noun in syntax.phrases(head)]
    near = {at for thing in things for at in (thing - 1, thing, thing + 1) if 0 < at < len(doc)}
    return any((doc[at - 1].lower_, doc[at].lower_) in RECIPROCAL for at in near)

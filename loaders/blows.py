"""Why a tie tells of no blow: a scene, a sanction that "hits", what is only asked for."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.events import Tie, is_against_others
from actorgraph.loaders.resolution import Resolved

# What hits or targets somebody and is no attack: "hit by American sanctions".
OTHER_MEANS = frozenset(
    "sanction tariff duty ban fine lawsuit suit charge accusation allegation criticism "
    "shortage slowdown downturn recession penalty restriction".split()
)
# What is destroyed, hit or killed without a weapon.
NO_TARGETS = frozenset(
    "credibility reputation image legacy career candidacy chance hope prospect "
    "deal agreement bill proposal plan policy relationship tie trust confidence argument claim "
    "record speech statement comment remark decision stance position rhetoric".split()
)
ASKING = frozenset("recommend urge advocate demand request suggest call".split())
WITHIN = frozenset({"phrase", "compound", "adjective", "possessor"})
AT_WHOM = frozenset({"on", "against"})


def no_blow(reading: Reading, tie: Tie) -> str:
    """Return why nobody is told to do a hostile deed, "" where somebody may be."""
    first, second = reading.mention(tie.subject), reading.mention(tie.object)
    if tie.relation in ("attacks", "coerces") and _asks_for_it(reading, tie):
        return "who asks for a blow is not told to be the one to strike"
    if _answers(reading, tie):
        return f"{first.actor.name} answers the deed, and does not do it"
    if _is_target(reading, tie):
        return f"{first.actor.name} stands where it is told what is hit"
    return _no_attack(reading, tie, second) if tie.relation == "attacks" else ""


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


def _thing_hit(reading: Reading, tie: Tie) -> str:
    """Return the thing of the object that is hit in word only: of "destroy its economy" economy."""
    target = reading.mention(tie.object).found
    for thing in reading.syntax.patients(tie.head):
        holds = reading.doc[thing].left_edge.i <= target.head < thing
        if holds and lemma_of(reading.doc[thing]) in NO_TARGETS:
            return reading.doc[thing].text
    return ""


def _asks_for_it(reading: Reading, tie: Tie) -> bool:
    """Whether who would do a deed is who asks for it: "the general recommended strikes"."""
    syntax, deed = reading.syntax, tie.head
    verb = syntax.head(deed)
    if verb is None or syntax.label(deed) not in ("object", "phrase"):
        return False
    asks = lemma_of(reading.doc[verb]) in ASKING and reading.doc[deed].pos_ == "NOUN"
    asks = asks and not syntax.children(verb, "particle")  # "called off an attack"
    return asks and any(argument.mention == tie.subject for argument in reading.doers(verb))


def _answers(reading: Reading, tie: Tie) -> bool:
    """Whether who would act only answers: "will respond to any aggression against embassies"."""
    arc = reading.syntax.above.get(tie.head)
    if arc is None or arc.label != "phrase" or arc.preposition != "to":
        return False
    answers = reading.lemmas[arc.head] in ("respond", "react", "reply", "object", "retaliate")
    return answers and any(one.mention == tie.subject for one in reading.doers(arc.head))


def _is_target(reading: Reading, tie: Tie) -> bool:
    """Whether who would act is who it is done to: "bomb attacks on Shia areas of Baghdad"."""
    if reading.doc[tie.head].pos_ != "NOUN":
        return False
    at = reading.mention(tie.subject).found.head
    while (arc := reading.syntax.above.get(at)) is not None:
        if arc.label == "phrase" and arc.head == tie.head:
            return arc.preposition in AT_WHOM
        if arc.label not in WITHIN or arc.preposition in ("by", "from"):
            return False
        at = arc.head
    return False

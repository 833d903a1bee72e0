"""According to whom: which statement a cue stands in, and which actor speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actorgraph.loaders.actor_words import PRONOUNS
from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.discourse import meant
from actorgraph.loaders.issuers import SOME, can_speak, issuers
from actorgraph.loaders.known_actors import KnownActors
from actorgraph.loaders.resolution import Resolved, as_mention
from actorgraph.loaders.said import Said, Shelves
from actorgraph.loaders.standings import Standing
from actorgraph.loaders.statements import outermost
from actorgraph.ontology.actors import Actor, slug
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Mention, Span, Statement, Status

FIRST_PERSON = frozenset({"i", "me", "my"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ourselves"})
# What speaks for itself where one of its own says "we"; all else speaks for its state.
GROUPS = frozenset({"ArmedGroup", "Opposition", "Party", "IGO", "NGO", "Alliance", "Company"})
AS_WRITTEN = "speaker as written (0.30)"  # the resolution of a speaker of whom nothing is known
LONGEST_SPEAKER = 10  # words that name a speaker of whom nothing is known
# How a kind of statement puts what is said, where the words themselves say nothing.
STATUS_OF_KIND = {
    "claims": Status.ALLEGED,
    "asks": Status.DEMANDED,
    "promises": Status.PLANNED,
}


def innermost(said: Sequence[Said], start: int, end: int) -> Said | None:
    """Return the statement that most closely surrounds these characters."""
    around = [
        one
        for one in said
        if one.content[0] <= start and end <= one.content[1] and not _overlaps(one, start, end)
    ]
    return min(around, key=lambda one: one.content[1] - one.content[0], default=None)


def _overlaps(one: Said, start: int, end: int) -> bool:
    return one.cue[0] < end and start < one.cue[1]


def told(how: Standing, said: Said | None) -> Standing:
    """Return the standing as the statement leaves it: "denied that" denies, "claimed" alleges."""
    if said is None:
        return how
    if said.kind == "denies":
        return replace(how, denied=True)
    if how.status is Status.PLANNED and said.rule == "charge":
        return replace(how, status=Status.ALLEGED)
    if how.status is Status.ACTUAL:
        return replace(how, status=STATUS_OF_KIND.get(said.kind, how.status))
    return how


def speaker(reading: Reading, said: Said) -> Mention | None:
    """Return who makes the statement, with the words that name them; None where nobody is named."""
    if said.speaker is None:
        return None
    start, end = said.speaker
    text = _text(reading, start, end)
    resolved = _resolved_speaker(reading, said)
    if resolved is None:
        name = " ".join(text.split())
        return Mention(
            actor=slug(name), name=name, kind="Group", text=text, start=start, end=end,
            resolution=AS_WRITTEN,
        )  # fmt: skip
    return replace(as_mention(resolved, reading.doc, reading.text), text=text, start=start, end=end)


def is_nobody(reading: Reading, said: Said, by: Mention) -> bool:
    """Whether a speaker is no actor: half a sentence, or a thing ("the data showed")."""
    if by.resolution != AS_WRITTEN or said.speaker_head is None:
        return False
    if by.text.lower() in PRONOUNS:
        return True  # "she", and it is not known who
    return len(by.text.split()) > LONGEST_SPEAKER or not can_speak(reading, said.speaker_head)


def _text(reading: Reading, start: int, end: int) -> str:
    return reading.text[start:end]


def _resolved_speaker(reading: Reading, said: Said) -> Resolved | None:
    if said.speaker_head is None:
        return None
    head = _antecedent(reading, said.speaker_head)
    found = reading.actors(head)
    common = reading.doc[head].tag_ in ("NN", "NNS") and lemma_of(reading.doc[head]) not in SOME
    if found and found[0].steps and common:
        found = []  # "Trump's decision" is not Trump
    for argument in found or issuers(reading, head):
        mention = reading.mention(argument.mention)
        if not mention.place:
            return mention
    return None


def _antecedent(reading: Reading, head: int) -> int:
    """The noun that "who" or "which" stands for, else the head itself."""
    syntax, verb = reading.syntax, reading.syntax.head(head)
    if reading.doc[head].tag_ not in ("WP", "WDT") or verb is None:
        return head
    above = syntax.head(verb)
    return above if above is not None and syntax.label(verb) == "relative" else head


def statements(article: Article, reading: Reading, said: Sequence[Said]) -> Iterator[Statement]:
    """Yield the article's statements, those inside others left out, in text order."""
    for one in outermost(said):
        cue, content = one.cue, one.content
        yield Statement(
            article=article.id,
            speaker=speaker(reading, one),
            cue=Span(text=_text(reading, *cue), start=cue[0], end=cue[1]),
            content=Span(text=_text(reading, *content), start=content[0], end=content[1]),
        )


def _sides(reading: Reading) -> dict[str, Actor]:
    """Return for persons by id whose they are: "the Pentagon's spokesman", the head of a militia.

    Told by their title here, or known of them where it is a group under arms.
    """
    found: dict[str, Actor] = {}
    for mention in reading.mentions:
        if mention is None or mention.name is None or mention.actor.kind != "Person":
            continue
        owners = [mention.found.owner] if mention.found.owner is not None else []
        for preposition, noun in reading.syntax.phrases(mention.found.head):
            if preposition in ("of", "for"):
                owners += [argument.mention for argument in reading.actors(noun)]
        for owner in owners:
            whose = reading.mentions[owner]
            if whose and not whose.place and whose.actor.kind != "Person":
                found.setdefault(mention.actor.id, whose.actor)
    return found


def _side_known(who: Actor, actors: KnownActors) -> Actor:
    """Return the armed group that somebody is known to be of, else whom it is asked of."""
    groups = [actors.catalogue.actors.get(bond.other) for bond in who.bonds]
    return next((g for g in groups if g and g.kind in ("ArmedGroup", "Opposition")), who)


def first_persons(
    reading: Reading, said: Sequence[Said], actors: KnownActors
) -> Iterator[tuple[int, Resolved]]:
    """Yield what "I" and "we" mean inside quotations: the speaker, and the speaker's state."""
    direct = Shelves(one for one in said if one.direct)
    sides = _sides(reading)
    for place, found in enumerate(reading.found):
        word = reading.doc[found.head].lower_
        if found.form != "pronoun" or word not in FIRST_PERSON | FIRST_PLURAL:
            continue
        start = reading.doc[found.start].idx
        one = innermost(direct.near(start), start, start + 1)
        who = _resolved_speaker(reading, one) if one else None
        if who is None:
            continue
        actor, score = who.actor, 0.5 if who.found.form == "pronoun" else 0.7
        if word in FIRST_PLURAL and actor.kind in ("Person", "Ministry", "Military"):
            side = sides.get(actor.id) or _side_known(actor, actors)
            group = side.kind in GROUPS
            ours = side if group else actors.states.get(side.country or actor.country or "")
            if ours is None:
                continue
            actor, score = ours, score - 0.2
        yield (
            place,
            Resolved(found=found, actor=actor, rule="first person of the speaker", score=score),
        )


def of_first_persons(reading: Reading) -> Iterator[tuple[int, Resolved | None]]:
    """Yield what "our country" and "our troops" mean: whose they are, or nobody.

    Only here is it known who speaks; before, they are taken for the last state's.
    """
    for place, found in enumerate(reading.found):
        if found.noun is None or found.noun.stands_for not in ("state", "country"):
            continue
        for word in reading.syntax.children(found.head, "possessor"):
            if reading.lower[word] not in ("our", "my"):
                continue
            speaking = reading.at(word)
            who = None if speaking is None else reading.mentions[speaking]
            actor = who.actor if who else None
            if actor and actor.kind in ("Person", "Population", "Group"):
                actor = None  # nobody's country is told
            yield place, meant(found, actor, "whose the speaker is", 0.5)

"""News sentences made from a small grammar, with their trees: practice in what treebanks lack.

The treebanks hold six sentences with "accused" and three hundred subjects with an apposition;
news of wars and diplomacy is full of both. What the sentences mean is left to chance; their
relations follow the habits of the treebanks.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from phrases import (
    Node,
    adjective,
    both,
    case,
    hyphen,
    is_plural,
    mark,
    name,
    noun,
    proper,
    sentence,
    the,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from phrases import Child
    from treebanks import Sentence

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
LEMMAS = {line.split()[2]: line.split()[0] for line in WORDS["verbs"]}
LEMMAS |= {"allied": "ally", "armed": "arm", "controlled": "control"}
PARAGRAPHS = 0.3


def drills(random: Random, number: int) -> Iterator[Sentence]:
    """Yield `number` sentences of one made-up document."""
    grammar = _Grammar(random)
    for index in range(number):
        yield sentence(
            grammar.sentence(),
            ident=f"drill-{index}",
            document="drills",
            opens_paragraph=random.random() < PARAGRAPHS,
        )


class _Grammar:
    """Random phrases; each method makes one kind."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def word(self, kind: str) -> str:
        return self.random.choice(WORDS[kind])

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, **weights: int) -> Node:
        """Return a phrase of one of the named methods."""
        kind = self.random.choices(list(weights), list(weights.values()))[0]
        make: Callable[[], Node] = getattr(self, kind)
        return make()

    # Actors, places and things

    def modified(self, head: Node) -> Node:
        """Put modifiers before a common noun."""
        inner: tuple[Child, ...] = ()
        if self.chance(0.3):
            inner = (("compound", noun(self.word("compounds"))),)
        if self.chance(0.2):
            return head.lead(*inner)
        return head.lead(("amod", self.one_of(backed=1, stance=1, demonym=2)), *inner)

    def demonym(self) -> Node:
        return adjective(self.word("demonyms"))

    def stance(self) -> Node:
        return adjective(self.word("stances"))

    def backed(self) -> Node:
        return self.hyphenated(self.word("backers"), self.word("backed"))

    def held(self) -> Node:
        return self.hyphenated(self.word("holders"), self.word("held"))

    def hyphenated(self, first: str, participle: str) -> Node:
        """Return "Turkish-backed" or "rebel-held", which are three words each."""
        dependent = noun(first) if first.islower() else proper(first)
        if first in WORDS["demonyms"]:
            dependent = adjective(first)
        relation = "compound" if dependent.upos == "NOUN" else "obl:unmarked"
        feats = "Tense=Past|VerbForm=Part"
        verb = Node(form=participle, lemma=LEMMAS[participle], upos="VERB", xpos="VBN", feats=feats)
        return verb.lead((relation, dependent.trail(hyphen())))

    def plural_force(self) -> Node:
        head = self.modified(noun(self.word("forces"), plural=True))
        return head.lead(the()) if self.chance(0.25) else head

    def singular_force(self) -> Node:
        return self.modified(noun(self.word("singular_forces"))).lead(the())

    def group(self) -> Node:
        return name(self.word("groups"))

    def islamic_state(self) -> Node:
        return proper("State").lead(("amod", replace(adjective("Islamic"), xpos="NNP")))

    def body(self) -> Node:
        return title(self.word("bodies")).lead(the())

    def state(self) -> Node:
        return title(self.word("states"))

    def union(self) -> Node:
        """Return "the United States" or "the United Nations"."""
        form = self.random.choice(("States", "Nations"))
        feats = "Number=Plur"
        head = Node(form=form, lemma=form[:-1], upos="PROPN", xpos="NNPS", feats=feats)
        return head.lead(the(), ("amod", replace(adjective("United"), xpos="NNP")))

    def person(self) -> Node:
        return name(self.word("persons"))

    def titled(self) -> Node:
        rank = title(self.word("titles"))
        if self.chance(0.6):
            rank = rank.lead(("amod", self.demonym()))
        return self.person().lead(("nmod:desc", rank))

    def role(self) -> Node:
        head = noun(self.word("roles"))
        if self.chance(0.6):
            return head.lead(the(), ("amod", self.demonym()))
        if self.chance(0.5):
            own = Node(form="'s", lemma="'s", upos="PART", xpos="POS")
            return head.lead(("nmod:poss", self.state().trail(("case", own))))
        return head.lead(the()).trail(("nmod", self.body().lead(case("of"))))

    def apposed(self) -> Node:
        first, second = self.person(), self.role()
        if self.chance(0.3):
            first, second = second, first
        return first.trail(("appos", second.lead(mark(","))), mark(","))

    def actor(self) -> Node:
        return self.one_of(
            plural_force=6, singular_force=3, state=4, union=1, body=3, group=1, islamic_state=1,
            person=2, titled=2,
        )  # fmt: skip

    def pair(self) -> Node:
        return self.actor().trail(("conj", self.actor().lead(both())))

    def related(self) -> Node:
        actor = self.actor()
        return actor.trail(("acl:relcl", self.relative(actor)), mark(","))

    def reduced(self) -> Node:
        """Return "rebels backed by Turkey"."""
        verb = self.passive().trail(("obl:agent", self.actor().lead(case("by"))))
        return self.plural_force().trail(("acl", verb))

    def subject(self) -> Node:
        """Return an actor, often with what stands between a subject and its verb in news."""
        return self.one_of(actor=55, apposed=20, pair=10, related=10, reduced=5)

    def relative(self, actor: Node) -> Node:
        is_person = actor.upos == "PROPN" and actor.form in _FIRST_NAMES
        form, tag = ("who", "WP") if is_person else ("which", "WDT")
        pronoun = Node(form=form, lemma=form, upos="PRON", xpos=tag, feats="PronType=Rel")
        if self.chance(0.5):
            verb = self.past(is_plural(actor)).lead(("nsubj", pronoun))
            return verb.trail(("obj", self.target())).lead(mark(","))
        was = ("aux:pass", self.was(is_plural(actor)))
        verb = self.passive().lead(mark(","), ("nsubj:pass", pronoun), was)
        return verb.trail(("obl:agent", self.actor().lead(case("by"))))

    def city(self) -> Node:
        return name(self.word("cities"))

    def town(self) -> Node:
        head = noun(self.word("kinds_of_place"))
        if self.chance(0.6):
            head = head.lead(("amod", adjective(self.word("directions"))))
        return head.lead(the()).trail(("nmod", self.city().lead(case("of"))))

    def area(self) -> Node:
        return noun(self.word("places"), plural=True).lead(("amod", self.held()))

    def place(self) -> Node:
        return self.one_of(city=2, town=1, area=1)

    def thing(self) -> Node:
        form = self.word("things")
        return noun(form, plural=True) if form.endswith("s") else noun(form).lead(the())

    def target(self) -> Node:
        return self.one_of(place=9, thing=3, actor=8)

    # Verbs and what stands beside them

    def past(self, plural: bool, kind: str = "verbs") -> Node:  # noqa: FBT001 - number of a verb
        lemma, form, *_ = self.word(kind).split()
        return Node(form=form, lemma=lemma, upos="VERB", xpos="VBD", feats=_past(plural))

    def was(self, plural: bool) -> Node:  # noqa: FBT001
        form = "were" if plural else "was"
        return Node(form=form, lemma="be", upos="AUX", xpos="VBD", feats=_past(plural))

    def passive(self) -> Node:
        lemma, _, form, _ = self.word("verbs").split()
        feats = "Tense=Past|VerbForm=Part|Voice=Pass"
        return Node(form=form, lemma=lemma, upos="VERB", xpos="VBN", feats=feats)

    def doing(self, feats: str) -> Node:
        lemma, _, _, form = self.word("verbs").split()
        verb = Node(form=form, lemma=lemma, upos="VERB", xpos="VBG", feats=feats)
        return verb.trail(("obj", self.target()))

    def adjuncts(self) -> tuple[Child, ...]:
        choices: list[Child] = [
            ("obl", noun(self.word("means"), plural=True).lead(case("with"))),
            ("obl", self.place().lead(case(self.random.choice(("in", "near", "outside"))))),
            self.random.choice((("obl", self.date()), self.day())),
        ]
        return tuple(self.random.sample(choices, self.random.choice((0, 0, 1, 1, 2))))

    def day(self) -> Child:
        day = proper(self.word("days"))
        return ("obl", day.lead(case("on"))) if self.chance(0.6) else ("obl:unmarked", day)

    def date(self) -> Node:
        number = _number(self.random.randint(1, 31))
        number = number.lead(case("on"), ("nmod:unmarked", proper(self.word("months"))))
        if self.chance(0.8):
            return number
        year = _number(self.random.randint(2003, 2024)).lead(mark(","))
        return number.trail(("nmod:unmarked", year))

    # Clauses

    def active(self) -> Node:
        subject = self.subject()
        verb = self.past(is_plural(subject)).lead(("nsubj", subject)).trail(("obj", self.target()))
        if self.chance(0.3):
            verb = verb.trail(("obl", self.one_of(actor=7, place=3).lead(case("from"))))
        verb = verb.trail(*self.adjuncts())
        if self.chance(0.2):
            second = self.past(is_plural(subject)).trail(("obj", self.target()))
            return verb.trail(("conj", second.lead(both())))
        if self.chance(0.15):
            return verb.trail(("advcl", self.doing("Tense=Pres|VerbForm=Part").lead(mark(","))))
        return verb

    def suffered(self) -> Node:
        subject = self.one_of(target=1, subject=1)
        was = ("aux:pass", self.was(is_plural(subject)))
        verb = self.passive().lead(("nsubj:pass", subject), was)
        if self.chance(0.75):
            verb = verb.trail(("obl:agent", self.actor().lead(case("by"))))
        return verb.trail(*self.adjuncts())

    def accused(self) -> Node:
        subject = self.subject()
        verb = self.past(is_plural(subject), "accusing").lead(("nsubj", subject))
        of = Node(form="of", lemma="of", upos="SCONJ", xpos="IN")
        act = self.doing("VerbForm=Ger").lead(("mark", of))
        return verb.trail(("obj", self.actor()), ("advcl", act))

    def urged(self) -> Node:
        subject = self.subject()
        verb = self.past(is_plural(subject), "urging").lead(("nsubj", subject))
        return verb.trail(("obj", self.actor()), ("xcomp", self.to_do()))

    def vowed(self) -> Node:
        subject = self.subject()
        verb = self.past(is_plural(subject), "vowing").lead(("nsubj", subject))
        return verb.trail(("xcomp", self.to_do()))

    def to_do(self) -> Node:
        lemma = self.word("verbs").split()[0]
        to = Node(form="to", lemma="to", upos="PART", xpos="TO")
        act = Node(form=lemma, lemma=lemma, upos="VERB", xpos="VB", feats="VerbForm=Inf")
        return act.lead(("mark", to)).trail(("obj", self.target()), *self.adjuncts())

    def clause(self) -> Node:
        return self.one_of(active=10, suffered=3, accused=2, urged=1, vowed=1)

    def reported(self) -> Node:
        speaker = self.subject()
        verb = self.past(is_plural(speaker), "saying").lead(("nsubj", speaker))
        content = self.clause()
        if self.chance(0.3):
            that = Node(form="that", lemma="that", upos="SCONJ", xpos="IN")
            content = content.lead(("mark", that))
        return verb.trail(("ccomp", content))

    def said(self) -> Node:
        """Return a clause with its speaker behind it."""
        speaker, content = self.subject(), self.clause().trail(mark(","))
        verb = replace(self.past(is_plural(speaker), "saying"), form="said", lemma="say")
        if self.chance(0.25):
            listeners = ("iobj", noun(self.word("listeners"), plural=True))
            verb = replace(verb, form="told", lemma="tell").trail(listeners)
            return verb.lead(("ccomp", self.quoted(content)), ("nsubj", speaker)).trail(self.day())
        if self.chance(0.6):
            content = self.quoted(content)
        if self.chance(0.3):
            return verb.lead(("ccomp", content)).trail(("nsubj", speaker))
        return verb.lead(("ccomp", content), ("nsubj", speaker))

    def quoted(self, content: Node) -> Node:
        return content.lead(mark('"', "``")).trail(mark('"', "''"))

    def sentence(self) -> Node:
        root = self.one_of(clause=60, reported=18, said=22)
        if self.chance(0.06):
            to = Node(form="to", lemma="to", upos="ADP", xpos="IN")
            accord = Node(form="according", lemma="accord", upos="VERB", xpos="VBG")
            source = self.actor().lead(mark(","), ("case", accord.trail(("fixed", to))))
            return root.trail(("obl", source))
        return root


def _past(plural: bool) -> str:  # noqa: FBT001
    number = "Plur" if plural else "Sing"
    return f"Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"


def _number(value: int) -> Node:
    feats = "NumForm=Digit|NumType=Card"
    return Node(form=str(value), lemma=str(value), upos="NUM", xpos="CD", feats=feats)


_FIRST_NAMES = {text.split()[0] for text in WORDS["persons"]}

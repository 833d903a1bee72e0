"""Which mentions stand in which place of a verb or noun: subject, object, owner, after "on"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.cues import Cue
from actorgraph.loaders.resolution import Resolved
from actorgraph.loaders.syntax import Syntax

DEPTH = 2  # how far inside a noun phrase an actor may stand: "the convoys of the army of X"
HELD = frozenset({"held", "controlled", "occupied", "run", "governed", "ruled"})
LIST = 3  # members that make a list; of two, "and" may join clauses
JOINTS = frozenset({",", "and", "or", "the", "as", "well", "both", "its"})
# What the parser has given a place of its own is no lost member of a list.
OWN_PLACES = frozenset(
    {
        "subject",
        "passive_subject",
        "object",
        "phrase",
        "agent",
        "possessor",
        "indirect",
        "adjective",
    }
)
# Arcs on which an event noun hangs under the verb whose subject takes part: "faces talks with X".
CARRIED = frozenset({"object", "phrase", "conjunct", "apposition", "open"})
FARTHEST = 6  # words before a verb among which a lost subject is looked for
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TOGETHER = frozenset({"along with", "together with", "alongside", "as well as"})
INCLUDING = frozenset({"including", "such as", "among them"})
NEAR = 5  # words behind a preposition among which its noun is looked for
DESCRIBING = frozenset(
    {"DT", "JJ", "JJR", "JJS", "CD", "PRP$", "NN", "NNS", "VBN", "POS", "RB", "HYPH"}
)
LINES = frozenset({"border", "frontier", "boundary"})  # "on the border with Ukraine"
# A phrase that names a part or a thing of an actor: "positions of the YPG", "a group of rebels".
INSIDE = ("of", "by", "from", "belonging to", "within")

CueAt = tuple[Cue, tuple[int, ...], int]  # a cue, the positions of its words, and of its head


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention in some place of a cue; `steps` counts how far inside the phrase it stands."""

    mention: int
    steps: int


@dataclass(slots=True)
class Reading:
    """A parsed article with its resolved mentions; what the rules read from."""

    doc: Doc
    syntax: Syntax
    found: Sequence[Found]
    mentions: list[Resolved | None]
    text: str
    _heads: dict[int, int] = field(default_factory=dict)
    _tokens: dict[int, int] = field(default_factory=dict)
    _shortest: dict[int, int] = field(default_factory=dict)
    _starts: dict[int, int] = field(default_factory=dict)
    # Asked for so often that a token object each time would cost more than the rules themselves.
    lower: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    # What stands where, by the lexicon's fingerprint: the rules and the judgement both ask for it.
    cues: dict[str, list[CueAt]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the mentions by head and by token, shorter ones first."""
        self.lower = [token.lower_ for token in self.doc]
        self.lemmas = [token.lemma_.lower() for token in self.doc]
        self.heads = [token.head.i for token in self.doc]
        for place, mention in enumerate(self.mentions):
            if mention is not None:
                self.add(place, mention)

        for place, mention in enumerate(self.mentions):
            found = self.found[place]
            if mention is not None and found.inside is None and found.form != "pronoun":
                self._starts[found.start] = place  # the longest of those that begin here is last

    def add(self, place: int, mention: Resolved) -> None:
        """Put what a mention means at its place of the list."""
        self.mentions[place] = mention
        found = mention.found
        self._heads[found.head] = place if mention.name is None else mention.name
        for token in range(found.start, found.end):
            if token not in self._tokens or found.inside is None:
                self._tokens[token] = place
            known = self._shortest.get(token)
            if known is None or self._length(place) < self._length(known):
                self._shortest[token] = place

    def _length(self, place: int) -> int:
        found = self.mention(place).found
        return found.end - found.start

    def mention(self, place: int) -> Resolved:
        """Return the resolved mention at this place of the list."""
        mention = self.mentions[place]
        if mention is None:
            message = f"mention {place} is not resolved"
            raise LookupError(message)
        return mention

    def at(self, token: int) -> int | None:
        """Return the mention that the token heads or belongs to."""
        place = self._heads.get(token)
        return self._tokens.get(token) if place is None else place

    def named(self, token: int) -> int | None:
        """Return the mention that the token belongs to, the shortest one, if any."""
        return self._shortest.get(token)

    def headed(self, token: int) -> int | None:
        """Return the mention whose head the token is."""
        return self._heads.get(token)

    def actors(self, token: int, steps: int = 0) -> list[Argument]:
        """Return who is meant by a noun: its own mention, else whose or of whom it is."""
        place = self.at(token)
        if place is not None:
            return [Argument(member, steps) for member in self._members(place)]
        for child in self.syntax.children(token, "apposition"):
            place = self.at(child)
            if place is not None:
                return [Argument(place, steps)]
        if steps >= DEPTH:
            return []
        return self._inside(token, steps)

    def _members(self, place: int) -> list[int]:
        """Return the mention, or both of the two that one phrase means: "the two countries"."""
        found = self.mention(place).found
        if not found.member:
            return [place]
        other = place + 1 if found.member == 1 else place - 1
        both = 0 <= other < len(self.mentions) and self.mentions[other] is not None
        return sorted((place, other)) if both else [place]

    def _holders(self, token: int) -> Iterator[Argument]:
        """Yield who holds a place: of "rebel-held districts" the rebels."""
        for held in self.syntax.children(token, "adjective", "participle"):
            if self.doc[held].lower_ in HELD:
                for child in self.syntax.children(held, "compound", "other", "subject"):
                    place = self.at(child)
                    if place is not None:
                        yield Argument(place, 1)

    def _beyond(self, line: int) -> Iterator[Argument]:
        """Yield who is on the other side: of "its border with Ukraine", Ukraine."""
        behind = self.doc[line + 1 : line + 5]
        if self.doc[line].lemma_.lower() in LINES and behind and behind[0].lower_ == "with":
            for word in behind[1:]:
                place = self.at(word.i)
                if place is not None:
                    yield Argument(place, 1)
                    return

    def _inside(self, token: int, steps: int) -> list[Argument]:
        special = [*self._holders(token), *self._beyond(token)]
        if special:
            return special
        for label in ("possessor", "adjective", "compound"):
            found = [
                Argument(place, steps + 1)
                for child in self.syntax.children(token, label)
                for member in self.syntax.conjuncts(child)
                if (place := self.at(member)) is not None and not self.mention(place).place
            ]
            if found:
                return found
        for preposition, noun in self.syntax.phrases(token):
            if preposition in INSIDE:
                found = self.all_actors([noun], steps + 1)
                if found:
                    return found
        return []

    def all_actors(self, tokens: Iterable[int], steps: int = 0) -> list[Argument]:
        """Return who is meant by the nouns and by those coordinated with them, each once."""
        found: dict[int, Argument] = {}
        seen: set[int] = set()  # the tokens may be one list, and each would bring the whole of it
        for token in tokens:
            for member in self.syntax.conjuncts(token):
                if member < token or member in seen:
                    continue
                seen.add(member)
                for argument in self.actors(member, steps):
                    found.setdefault(argument.mention, argument)
                    for other in self._sharing(argument.mention) + self._listed(argument.mention):
                        found.setdefault(other, Argument(other, argument.steps))
                for argument in self.all_actors(self._examples(member), steps + 1):
                    found.setdefault(argument.mention, argument)
        return list(found.values())

    def _examples(self, noun: int) -> list[int]:
        """Return whom a noun is said to include: "leaders, including Merkel and Macron"."""
        if self.doc[noun].tag_ not in ("NNS", "NNPS"):
            return []
        return [
            example
            for words, example in self.syntax.phrases(noun)
            if words in INCLUDING and example > noun
        ]

    def _sharing(self, place: int) -> list[int]:
        """Return who shares the noun: of "Russian and Syrian warplanes" also the Russian ones."""
        owner = self.mention(place).found.owner
        if owner is None or self.mentions[owner] is None:
            return []
        found = self.mention(place).found
        heads = self.syntax.conjuncts(self.found[owner].head)
        others = [self.at(head) for head in heads if not found.start <= head < found.end]
        return [other for other in others if other is not None]

    def _listed(self, place: int) -> list[int]:
        """Return the rest of a list that the mention begins: "Iran, Iraq, Qatar and Turkey".

        Parsers lose members of lists; the words between them do not.
        """
        members, joined = [place], False
        while True:
            at = self.mention(members[-1]).found.end
            words = []
            while at < len(self.lower) and self.lower[at] in JOINTS:
                words.append(self.lower[at])
                at += 1
            following = self._starts.get(at)
            if not words or following is None or not {",", "and", "or", "as"} & set(words):
                break
            joined = joined or bool({"and", "or", "as"} & set(words))
            if self.syntax.label(self.mention(following).found.head) in OWN_PLACES:
                break
            members.append(following)
            if {"and", "or"} & set(words):
                break
        return members[1:] if joined and len(members) >= LIST else []

    def in_phrase(self, heads: Iterable[int], preposition: str) -> list[Argument]:
        """Return who stands behind the preposition under one of the heads."""
        nouns = [
            noun
            for head in heads
            for words, noun in self.syntax.phrases(head)
            if preposition in (words, words.rsplit(" ", 1)[-1])
        ]
        return self.all_actors(nouns)

    def right_behind(self, word: int, preposition: str) -> list[Argument]:
        """Return who stands behind a preposition that follows the word at once.

        Where parsers hang the phrase elsewhere, its place still tells: "airstrikes on IS fighters".
        """
        doc = self.doc
        if word + 2 >= len(doc) or doc[word + 1].lower_ != preposition:
            return []
        for at in range(word + 2, min(word + 2 + NEAR, len(doc))):
            place = self.at(at)
            if place is not None:
                return self.all_actors([self.mention(place).found.head], 1)
            if doc[at].tag_ not in DESCRIBING:
                return []
        return []

    def modifiers(self, noun: int) -> list[Argument]:
        """Return the actors that stand before a noun: "Russian airstrikes", "US-Russia talks"."""
        found = []
        for child in self.syntax.children(noun, "adjective", "compound"):
            for member in self.syntax.conjuncts(child):
                place = self.at(member)
                if place is not None:
                    found.append(Argument(place, 0))
                found += [
                    Argument(inner, 0)
                    for below in self.syntax.children(member, "adjective", "compound")
                    if (place is None or self._is_hyphenated(below, member))
                    and (inner := self.at(below)) is not None
                ]
        return list({argument.mention: argument for argument in found}.values())

    def _is_hyphenated(self, first: int, second: int) -> bool:
        """Whether a hyphen joins two names that both describe a noun: "the US-Taliban deal"."""
        return second == first + 2 and self.doc[first + 1].text in ("-", "–")

    def possessors(self, noun: int) -> list[Argument]:
        """Return whose the noun is: "the Houthis' attack", "its siege"."""
        return self.all_actors(self.syntax.children(noun, "possessor"))

    def owners(self, noun: int) -> list[Argument]:
        """Return whose a thing is: "Russian assets", "the jets of the Syrian air force"."""
        return self.possessors(noun) or self.modifiers(noun) or self._inside(noun, 0)

    def doers(self, verb: int) -> list[Argument]:
        """Return who does what a verb says: its subject, or the by-phrase of a passive.

        In "has a plan to attack" and "its decision to attack" that is whose the plan is.
        """
        syntax = self.syntax
        if syntax.is_passive(verb):
            return self.all_actors(syntax.agents(verb))
        subjects = [told for noun in syntax.subjects(verb) for told in self._of_predicate(noun)]
        found = self.all_actors([*subjects, *self._companions(verb, subjects)])
        found = found or self._lost_subject(verb)
        noun = syntax.head(verb)
        if found or noun is None or syntax.label(verb) != "participle":
            return found
        return self.around(noun) if self.doc[verb].tag_ in ("VB", "VBG") else []

    def _of_predicate(self, noun: int) -> list[int]:
        """Return who a predicate is said of: "France was the first ally to strike", else itself."""
        if not self.syntax.children(noun, "copula"):
            return [noun]
        return self.syntax.children(noun, "subject") or [noun]

    def _companions(self, verb: int, subjects: Iterable[int]) -> list[int]:
        """Return who does it too: "France, along with Germany, condemned Iran"."""
        phrases = [phrase for head in (verb, *subjects) for phrase in self.syntax.phrases(head)]
        return [
            noun
            for words, noun in phrases
            if noun < verb and (words in TOGETHER or self._together(noun, words))
        ]

    def _together(self, noun: int, preposition: str) -> bool:
        """Whether "together" precedes the phrase, which parsers leave out of the preposition."""
        return preposition == "with" and any(
            self.doc[at].lower_ == "together" for at in range(max(noun - 4, 0), noun)
        )

    def _lost_subject(self, verb: int) -> list[Argument]:
        """Return the name before a finite verb that the parser left without subject."""
        doc, syntax = self.doc, self.syntax
        helped = syntax.children(verb, "auxiliary")
        if not (doc[verb].tag_ in FINITE or helped) or syntax.children(verb, "subject"):
            return []
        if syntax.label(verb) in ("conjunct", "open", "participle", "relative"):
            return []
        first = min([verb, *helped])
        for at in range(first - 1, max(first - 1 - FARTHEST, self.sentence_of(verb)[0] - 1), -1):
            place = self.at(at)
            if place is not None:
                before = self.mention(place).found.start - 1
                governed = before >= 0 and doc[before].tag_ in ("IN", "TO", "VBG", "POS")
                return [] if governed or self.mention(place).place else [Argument(place, 2)]
            if doc[at].tag_.startswith(("VB", "``", "''", "MD", ":")):
                return []
        return []

    def around(self, noun: int) -> list[Argument]:
        """Return who does what the verb around a noun says: of "held talks with Iran" the holder.

        Each counts one step more than where it stands.
        """
        syntax, at = self.syntax, noun
        for _ in range(4):
            above = syntax.head(at)
            if above is None or syntax.label(at) not in CARRIED:
                return []
            if self.doc[above].tag_.startswith("VB") and not syntax.children(above, "copula"):
                return [Argument(a.mention, a.steps + 1) for a in self.doers(above)]
            at = above
        return []

    def sentence_of(self, token: int) -> tuple[int, int]:
        """Return the first token of the token's sentence, and the one after its last."""
        sentence = self.doc[token].sent
        start, end = sentence.start, sentence.end
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        return start, end

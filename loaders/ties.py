"""Lasting ties told by what somebody is: offices, allies, "X-backed", "pro-X", other names."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.attempts import Attempt, Tried
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import PREPOSITIONS, Cue, Form, Lexicon
from actorgraph.loaders.events import Tie

FORMER = frozenset(
    {"former", "ex", "then", "late", "onetime", "outgoing", "ousted", "deposed", "retired"}
)
# Words that may stand between an owner and an office: "the Russian deputy foreign minister".
FILLERS = frozenset(
    "deputy vice assistant acting interim new top senior chief special permanent supreme first "
    "national federal foreign defense defence interior finance prime state current longtime "
    "veteran powerful hardline conservative democratic republican military political main key "
    "close closest staunch strong major longstanding long-time traditional regional bitter old "
    "general former ex then late press high representative security presidential "
    "religious".split()
)
UNNAMED = 0.7  # how often an office without a name is meant as more than a way to name somebody
# What a chief is at the head of inside a state: "Israel's defence chief" does not lead Israel.
BRANCHES = frozenset(
    "aid air army border defence defense finance foreign health intelligence interior military "
    "naval navy nuclear opposition police security spy trade".split()
)
SECONDS = frozenset({"deputy", "vice", "assistant"})
CHIEFS = frozenset({"chief", "head", "boss", "commander", "leader"})
# Kinds of actor with branches: "the UN nuclear chief" does not lead the UN.
WITH_BRANCHES = ("State", "Region", "IGO", "Alliance")
MOST_DESCRIBING = 5  # words between an owner and an office
IN_BRACKETS = Cue(
    words=("(",),
    head=0,
    origin="brackets",
    form=Form.ALIAS,
    relation="same_as",
    agent=("bearer",),
    target=("after",),
    confidence=0.9,
)


class TieFinder:
    """Finds the ties that words of office, kinship and hyphens state; `tried` is told of misses."""

    def __init__(self, lexicon: Lexicon, tried: Tried | None = None) -> None:
        self.cues = lexicon.cues
        self._tried = tried

    def find(self, reading: Reading) -> Iterator[Tie]:
        """Yield the ties of the article, in text order."""
        for token in reading.doc:
            if token.is_space:
                continue
            for form in (Form.OFFICE, Form.TIE):
                for cue in self.cues[form].get(token.lower_, ()) or self.cues[form].get(
                    lemma_of(token), ()
                ):
                    tokens = _contiguous(reading, cue, token.i)
                    if tokens:
                        yield from self._described(reading, cue, tokens)
                        break
            if token.text in ("-", "‑", "–") and not token.whitespace_:
                yield from self._hyphenated(reading, token.i)
            yield from self._aliases(reading, token.i)
            if token.text == "(":
                yield from self._in_brackets(reading, token.i)

    # -- "the Turkish president", "an ally of Iran" ---------------------------------------------

    def _described(self, reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> Iterator[Tie]:
        first, last = tokens[0], tokens[-1]
        if is_former(reading, first):
            self._miss(cue, last, tokens, "a word such as 'former' stands before it")
            return
        targets, rule = self._targets(reading, cue, first, last)
        if not targets:
            self._miss(cue, last, tokens, "it is not told of whom")
            return
        inner = (
            _between_owner_and_noun(reading, targets[0], first) if rule == "possessive" else None
        )
        named = [(inner, "modifier")] if inner is not None and cue.form is Form.TIE else []
        bearers = named or list(self._bearers(reading, cue, last))
        if not bearers:
            self._miss(cue, last, tokens, "it is not told who bears it")
        if is_second(reading, first) and cue.relation == "leads":
            cue = replace(cue, relation="member_of")
        if rule in ("possessive", "modifier"):
            cue = _in_state(reading, cue, targets[0], first)
        for bearer, how in bearers:
            # "the head of the army" names the man more often than it tells his office
            naming = how == "office" and rule == "of"
            sure = UNNAMED if how == "office" else 1.0
            for target in targets if not naming else []:
                same = reading.mention(bearer).actor.id == reading.mention(target).actor.id
                if bearer != target and not same:
                    yield _tie(cue, last, tokens, bearer, target, f"{how} → {rule}", sure)
                else:
                    self._miss(cue, last, tokens, "", same=((bearer, target),))

    def _miss(
        self,
        cue: Cue,
        head: int,
        tokens: tuple[int, ...],
        note: str,
        same: tuple[tuple[int, int], ...] = (),
    ) -> None:
        if self._tried:
            self._tried(Attempt(cue=cue, head=head, tokens=tokens, note=note, same=same))

    def _targets(self, reading: Reading, cue: Cue, first: int, last: int) -> tuple[list[int], str]:
        doc = reading.doc
        before = _owner_place(reading, first, last, cross=cue.form is Form.TIE)
        if before >= 0 and doc[before].tag_ == "POS":
            owner, rule = reading.named(before - 1), "possessive"
        else:
            owner, rule = (reading.named(before) if before >= 0 else None), "modifier"
            if owner is not None and doc[before].tag_ == "PRP$":
                rule = "possessive"
        if owner is not None and rule in cue.target and not doc[before].is_punct:
            return [owner], rule
        return _behind(reading, cue, last)

    def _bearers(self, reading: Reading, cue: Cue, last: int) -> Iterator[tuple[int, str]]:
        named = _titled(reading, last)
        if named is not None:
            yield named, "title"
            return
        syntax = reading.syntax
        head = last if syntax.label(last) != "compound" else (syntax.head(last) or last)
        head = syntax.conjuncts(head)[0]  # "the envoy for Syria and commander of the coalition"
        for described, how in (
            ([syntax.head(head)] if syntax.label(head) == "apposition" else [], "apposition"),
            (
                syntax.children(head, "subject") if syntax.children(head, "copula") else [],
                "predicate",
            ),
            (syntax.children(head, "apposition"), "apposition"),
            (_described_as(reading, head), "as"),
        ):
            found = [
                a.mention for noun in described if noun is not None for a in reading.actors(noun)
            ]
            if found:
                yield from (
                    (mention, how) for mention in found[: None if how == "predicate" else 1]
                )
                return
        place = reading.headed(head)
        office = cue.form is Form.OFFICE and place == reading.headed(last)
        if place is not None and office and reading.mention(place).actor.kind == "Person":
            yield place, "office"

    # -- "Turkish-backed rebels", "pro-Assad forces" --------------------------------------------

    def _hyphenated(self, reading: Reading, hyphen: int) -> Iterator[Tie]:
        doc = reading.doc
        if not 0 < hyphen < len(doc) - 1:
            return
        left, right = doc[hyphen - 1], doc[hyphen + 1]
        if left.lower_ == "state":  # "state-run" is said of a kind of thing
            return
        heads = self._described_nouns(reading, hyphen + 1)
        for cue in self.cues[Form.SUFFIX].get(right.lower_, ()):
            stem = reading.named(hyphen - 1)
            made = list(self._sided(cue, hyphen + 1, stem, heads))
            yield from made
            if made:
                break
            self._miss(cue, hyphen + 1, (hyphen + 1,), _unsided(stem, heads))
        for cue in self.cues[Form.PREFIX].get(left.lower_, ()):
            stem = reading.named(hyphen + 1)
            made = list(self._sided(cue, hyphen - 1, stem, heads[:1]))
            yield from made
            if made:
                break
            self._miss(cue, hyphen - 1, (hyphen - 1,), _unsided(stem, heads))

    def _sided(self, cue: Cue, token: int, stem: int | None, heads: list[int]) -> Iterator[Tie]:
        for head in heads:
            if stem is None or stem == head:
                continue
            sides = {"stem": stem, "head": head, "bearer": head}
            subject = sides.get(cue.agent[0], stem)
            obj = sides.get(cue.target[0], head)
            yield _tie(cue, token, (token,), subject, obj, f"{cue.form.value} -{cue.text}")

    def _described_nouns(self, reading: Reading, word: int) -> list[int]:
        """The mentions that a hyphenated word describes: the noun it hangs on, or the next one.

        Of "the Egyptian-brokered truce between Israel and Hamas" both sides.
        """
        at = reading.doc[word].head.i
        beside = reading.headed(word + 1)
        behind = reading.doc[word + 2].tag_ if word + 2 < len(reading.doc) else ""
        if behind.startswith(("VB", "WP", "WDT")) and reading.doc[word + 1].tag_ in ("NN", "NNS"):
            # "the US-led coalition fighting Islamic State"
            return [] if beside is None else [beside]
        for noun in (at, reading.doc[at].head.i):
            if noun > word:
                found = [argument.mention for argument in reading.actors(noun)]
                found = found or [a.mention for a in reading.in_phrase([noun], "between")]
                if found:
                    return found
        for noun in range(word + 1, min(word + 5, len(reading.doc))):
            place = reading.headed(noun)
            if place is not None:
                return [place]
            token = reading.doc[noun]
            if token.tag_ == "IN" or (token.is_punct and token.text != "-"):
                return []
        return []

    # -- other names ---------------------------------------------------------------------------

    def _aliases(self, reading: Reading, token: int) -> Iterator[Tie]:
        for cue in self.cues[Form.ALIAS].get(reading.doc[token].lower_, ()):
            tokens = _contiguous(reading, cue, token)
            if not tokens:
                continue
            before, after = tokens[0] - 1, tokens[-1] + 1
            while before >= 0 and reading.doc[before].text in ("(", ",", "—", "-"):
                before -= 1
            while after < len(reading.doc) and reading.doc[after].lower_ in ("the", "as", '"', "“"):
                after += 1
            first = reading.named(before) if before >= 0 else None
            second = reading.named(after) if after < len(reading.doc) else None
            if first is None or second is None or first == second:
                return
            if _is_name(reading, first) and _is_name(reading, second):
                yield _tie(cue, token, tokens, first, second, "other name")
            return

    def _in_brackets(self, reading: Reading, bracket: int) -> Iterator[Tie]:
        """Tie a name and its abbreviation: "Syrian Democratic Forces (SDF)"."""
        doc = reading.doc
        closed = bracket + 2 < len(doc) and doc[bracket + 2].text == ")"
        first, second = reading.headed(bracket - 1), reading.named(bracket + 1)
        if not closed or bracket < 1 or first is None or second is None or first == second:
            return
        whole, short = reading.mention(first), reading.mention(second)
        same = whole.actor.id == short.actor.id and not whole.place
        if same and doc[bracket + 1].text.isupper() and _is_name(reading, second):
            yield _tie(IN_BRACKETS, bracket, (bracket,), first, second, "abbreviation in brackets")


def _tie(
    cue: Cue,
    head: int,
    tokens: tuple[int, ...],
    subject: int,
    obj: int,
    rule: str,
    sure: float = 1.0,
) -> Tie:
    return Tie(
        cue=cue,
        head=head,
        tokens=tokens,
        subject=subject,
        object=obj,
        rule=rule,
        confidence=cue.confidence * sure,
    )


def _unsided(stem: int | None, heads: list[int]) -> str:
    if stem is None:
        return "the word at its hyphen names nobody"
    return "both are the same mention" if heads else "the noun behind it names nobody"


def _titled(reading: Reading, last: int) -> int | None:
    """Return the name behind an office: "Russian President Vladimir Putin"."""
    doc, following = reading.doc, last + 1
    if following < len(doc) and doc[following].text == ",":
        following += 1
    named = reading.named(following) if following < len(doc) else None
    if named is None or not _is_name(reading, named):
        return None
    label = reading.syntax.label(reading.mention(named).found.head)
    return named if following == last + 1 or label == "apposition" else None


def _behind(reading: Reading, cue: Cue, last: int) -> tuple[list[int], str]:
    """Return of whom an office is, behind its preposition: "commander of the YPG"."""
    doc = reading.doc
    for preposition, noun in reading.syntax.phrases(last):
        if noun > last and preposition in cue.target:
            place = reading.headed(noun)
            if place is not None:
                return [place, *_listed_with(reading, place)], preposition
            if reading.syntax.children(noun, "possessor"):
                return [], ""  # "chief of Iran's peace council" leads the council, not Iran
    preposition = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if preposition in cue.target and preposition in PREPOSITIONS:
        for noun in range(last + 2, min(last + 10, len(doc))):
            place = reading.named(noun)
            if place is not None and _only_describes(reading, place):
                return [], ""  # "head of the Turkish research programme" leads no Turkey
            if place is not None:
                return [place, *_listed_with(reading, place)], preposition
            if doc[noun].is_punct or doc[noun].tag_.startswith("VB") or doc[noun].tag_ == "IN":
                break
    return [], ""


def _only_describes(reading: Reading, place: int) -> bool:
    """Whether a name only says of what kind a thing is that is nobody: "Turkish programme"."""
    found = reading.mention(place).found
    above = reading.syntax.head(found.head)
    describes = reading.syntax.label(found.head) in ("adjective", "compound")
    return describes and above is not None and above >= found.end and reading.at(above) is None


def _owner_place(reading: Reading, first: int, last: int, *, cross: bool) -> int:
    """Return the token in front of an office and what describes it, where an owner may stand.

    With `cross`, an owner in the possessive also goes before a name: "Israel's Western allies".
    """
    doc, own = reading.doc, reading.named(last)
    before, described = first - 1, first - 1
    for _ in range(MOST_DESCRIBING):
        if before < 0 or not _describes(doc[before], free=reading.named(before) in (None, own)):
            break
        before -= 1
    described = before
    if cross and before >= 0 and reading.named(before) is not None:
        mention = reading.mention(reading.named(before) or 0).found
        if mention.form == "known" and doc[before].tag_ in ("JJ", "NNP"):
            at = mention.start - 1
            while at >= 0 and doc[at].lower_ in FILLERS | {"other", "many", "most"}:
                at -= 1
            if at >= 0 and doc[at].tag_ in ("POS", "PRP$"):
                described = at
    return described


def _describes(token: Token, *, free: bool) -> bool:
    """Whether a word may stand between an owner and an office: "foreign affairs" chief."""
    plain = token.text.islower() and token.tag_ in ("JJ", "NN", "NNS", "JJS", "VBN", "RBS")
    return token.lower_ in FILLERS or (free and (plain or token.text == "-"))


def _in_state(reading: Reading, cue: Cue, owner: int, first: int) -> Cue:
    """Return the cue of an office; who heads a branch of a state or union does not lead it."""
    if cue.relation != "leads" or reading.mention(owner).actor.kind not in WITH_BRANCHES:
        return cue
    branch = _is_branch(reading, owner, first)
    branch = branch or (cue.words[0] in BRANCHES and cue.words[-1] in CHIEFS)
    return replace(cue, relation="member_of") if branch else cue


def _is_branch(reading: Reading, owner: int, first: int) -> bool:
    """Whether a word between an owner and an office tells of what: "Israel's defence chief"."""
    between = reading.doc[reading.mention(owner).found.end : first]
    return any(
        t.lower_ in BRANCHES or (t.tag_ in ("NN", "NNS") and t.text.islower()) for t in between
    )


def is_second(reading: Reading, first: int) -> bool:
    """Whether an office is that of a deputy: "the deputy speaker of parliament" leads nobody."""
    before = first - 2 if reading.lower[first - 1] == "-" else first - 1  # "vice-president"
    return before >= 0 and reading.lower[before] in SECONDS


def heads_a_branch(reading: Reading, tie: Tie) -> bool:
    """Whether the chief of a claim that somebody leads a state or union heads a part of it."""
    owner, chief = reading.mention(tie.object), tie.tokens[0]
    near = 0 < chief - owner.found.end <= MOST_DESCRIBING
    if not near or owner.actor.kind not in WITH_BRANCHES:
        return False
    return reading.lower[tie.tokens[-1]] in CHIEFS and _is_branch(reading, tie.object, chief)


def _between_owner_and_noun(reading: Reading, owner: int, first: int) -> int | None:
    """Return the name between an owner and an office: of "Gaza's Hamas rulers" Hamas."""
    at = reading.mention(owner).found.end
    for token in range(at, first):
        place = reading.named(token)
        if place is not None and place != owner and reading.mention(place).found.form == "known":
            return place
    return None


def _described_as(reading: Reading, head: int) -> list[int]:
    """Return who "serves as" or is "seen as" what the head says."""
    syntax = reading.syntax
    if syntax.label(head) != "phrase" or syntax.above[head].preposition != "as":
        return []
    verb = syntax.above[head].head
    if not reading.doc[verb].tag_.startswith("VB"):
        return [verb]
    return syntax.patients(verb) or syntax.subjects(verb)


def _listed_with(reading: Reading, place: int) -> list[int]:
    """Return those listed behind a name: "opponents of Hamas and Hezbollah"."""
    head = reading.mention(place).found.head
    others = [reading.named(c) for c in reading.syntax.conjuncts(head) if c > head]
    return [other for other in others if other is not None and other != place]


def _is_name(reading: Reading, place: int) -> bool:
    return reading.mention(place).found.form in ("known", "name")


def is_former(reading: Reading, first: int) -> bool:
    """Whether a word such as "former" stands before an office."""
    doc = reading.doc
    before = doc[max(first - 4, 0) : first]
    for token in reversed(list(before)):
        if token.lower_ in FORMER:
            return True
        if token.is_punct and token.text != "-":
            return False
    return False


def _contiguous(reading: Reading, cue: Cue, token: int) -> tuple[int, ...]:
    """The tokens of a cue that stands word by word, its head at this token."""
    start = token - cue.head
    if start < 0 or start + len(cue.words) > len(reading.doc):
        return ()
    for place, word in enumerate(cue.words):
        at = reading.doc[start + place]
        if word not in (at.lower_, at.lemma_.lower()):
            return ()
    return tuple(range(start, start + len(cue.words)))

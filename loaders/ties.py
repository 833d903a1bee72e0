"""Lasting ties told by what somebody is: offices, allies, "X-backed", "pro-X", other names."""

from collections.abc import Iterator

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.attempts import Attempt, Tried
from actorgraph.loaders.cues import PREPOSITIONS, Cue, Form, Lexicon
from actorgraph.loaders.events import Tie, lemma_of

FORMER = frozenset({"former", "ex", "then", "late", "onetime", "outgoing", "ousted", "deposed"})
# Words that may stand between an owner and an office: "the Russian deputy foreign minister".
FILLERS = frozenset(
    "deputy vice assistant acting interim new top senior chief special permanent supreme first "
    "national federal foreign defense defence interior finance prime state current longtime "
    "veteran powerful hardline conservative democratic republican military political main key "
    "close closest staunch strong major longstanding long-time traditional regional bitter old "
    "general under former ex then late press high representative security presidential "
    "religious".split()
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

    # -- "the Turkish president", "an ally of Iran" ---------------------------------------------

    def _described(self, reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> Iterator[Tie]:
        first, last = tokens[0], tokens[-1]
        if _is_former(reading, first):
            self._miss(cue, last, tokens, "a word such as 'former' stands before it")
            return
        target, rule = self._target(reading, cue, first, last)
        if target is None:
            self._miss(cue, last, tokens, "it is not told of whom")
            return
        bearers = list(self._bearers(reading, last))
        if not bearers:
            self._miss(cue, last, tokens, "it is not told who bears it")
        for bearer, how in bearers:
            same = reading.mention(bearer).actor.id == reading.mention(target).actor.id
            if bearer != target and not same:
                yield _tie(cue, last, tokens, bearer, target, f"{how} → {rule}")
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

    def _target(self, reading: Reading, cue: Cue, first: int, last: int) -> tuple[int | None, str]:
        doc = reading.doc
        before = first - 1
        while before >= 0 and doc[before].lower_ in FILLERS:
            before -= 1
        if before >= 0 and doc[before].tag_ == "POS":
            owner, rule = reading.named(before - 1), "possessive"
        else:
            owner, rule = reading.named(before), "modifier"
            if owner is not None and doc[before].tag_ == "PRP$":
                rule = "possessive"
        if owner is not None and rule in cue.target and not doc[before].is_punct:
            return owner, rule
        following = doc[last + 1] if last + 1 < len(doc) else None
        if (
            following is not None
            and following.lower_ in cue.target
            and following.lower_ in PREPOSITIONS
        ):
            for noun in range(last + 2, min(last + 10, len(doc))):
                place = reading.named(noun)
                if place is not None:
                    return place, following.lower_
                if doc[noun].is_punct or doc[noun].tag_.startswith("VB") or doc[noun].tag_ == "IN":
                    break
        return None, ""

    def _bearers(self, reading: Reading, last: int) -> Iterator[tuple[int, str]]:
        doc, syntax = reading.doc, reading.syntax
        following = last + 1
        if following < len(doc) and doc[following].text == ",":
            following += 1
        named = reading.named(following) if following < len(doc) else None
        if named is not None and _is_name(reading, named) and following <= last + 2:
            label = syntax.label(reading.mention(named).found.head)
            if following == last + 1 or label == "apposition":
                yield named, "title"
                return
        head = last if syntax.label(last) != "compound" else (syntax.head(last) or last)
        if syntax.label(head) == "apposition" and syntax.head(head) is not None:
            for argument in reading.actors(syntax.head(head) or head):
                yield argument.mention, "apposition"
                return
        subjects = syntax.children(head, "subject")
        if subjects and syntax.children(head, "copula"):
            for argument in reading.all_actors(subjects):
                yield argument.mention, "predicate"
            return
        for child in syntax.children(head, "apposition"):
            place = reading.named(child)
            if place is not None:
                yield place, "apposition"
                return
        place = reading.headed(head)
        if place is not None and reading.mention(place).rule == "office on the date":
            yield place, "office"

    # -- "Turkish-backed rebels", "pro-Assad forces" --------------------------------------------

    def _hyphenated(self, reading: Reading, hyphen: int) -> Iterator[Tie]:
        doc = reading.doc
        if not 0 < hyphen < len(doc) - 1:
            return
        left, right = doc[hyphen - 1], doc[hyphen + 1]
        head = self._described_noun(reading, hyphen + 1)
        for cue in self.cues[Form.SUFFIX].get(right.lower_, ()):
            stem = reading.named(hyphen - 1)
            if stem is not None and head is not None and stem != head:
                yield self._sided(cue, hyphen + 1, stem, head)
                break
            self._miss(cue, hyphen + 1, (hyphen + 1,), _unsided(stem, head))
        for cue in self.cues[Form.PREFIX].get(left.lower_, ()):
            stem = reading.named(hyphen + 1)
            if stem is not None and head is not None and stem != head:
                yield self._sided(cue, hyphen - 1, stem, head)
                break
            self._miss(cue, hyphen - 1, (hyphen - 1,), _unsided(stem, head))

    def _sided(self, cue: Cue, token: int, stem: int, head: int) -> Tie:
        sides = {"stem": stem, "head": head, "bearer": head}
        subject = sides.get(cue.agent[0], stem)
        obj = sides.get(cue.target[0], head)
        return _tie(cue, token, (token,), subject, obj, f"{cue.form.value} -{cue.text}")

    def _described_noun(self, reading: Reading, word: int) -> int | None:
        """The mention that a hyphenated word describes: the noun it hangs on, or the next one."""
        at = reading.doc[word].head.i
        for noun in (at, reading.doc[at].head.i):
            if noun > word:
                for argument in reading.actors(noun):
                    return argument.mention
        for noun in range(word + 1, min(word + 5, len(reading.doc))):
            place = reading.headed(noun)
            if place is not None:
                return place
            if reading.doc[noun].is_punct and reading.doc[noun].text != "-":
                return None
        return None

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


def _tie(cue: Cue, head: int, tokens: tuple[int, ...], subject: int, obj: int, rule: str) -> Tie:
    return Tie(
        cue=cue,
        head=head,
        tokens=tokens,
        subject=subject,
        object=obj,
        rule=rule,
        confidence=cue.confidence,
    )


def _unsided(stem: int | None, head: int | None) -> str:
    if stem is None:
        return "the word at its hyphen names nobody"
    return "the noun behind it names nobody" if head is None else "both are the same mention"


def _is_name(reading: Reading, place: int) -> bool:
    return reading.mention(place).found.form in ("known", "name")


def _is_former(reading: Reading, first: int) -> bool:
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

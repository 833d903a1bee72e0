"""Where a text names somebody: names, noun phrases, adjectives of nations, and pronouns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.catalogue import Catalogue, folded

Form = Literal["known", "name", "phrase", "pronoun"]

# Small words that tie the parts of a name together: "Ursula von der Leyen".
LINKS = frozenset("al el bin ibn abu van von der de la du da di dos ad an as ul ur e y".split())
DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec gmt bst utc et pm am ramadan christmas easter".split()
)
PRONOUNS = frozenset(
    "he she they it we him her them us his their its our himself herself itself themselves i me "
    "my you your who whom whose".split()
)
LONGEST_PHRASE = 12  # words before the noun; in a run of such nouns each would reach to the first
LONGEST_TITLE = 8  # words; each word of a long run would look through all of it
# Words inside a noun phrase that say which group it is, and so belong to the mention.
KIND_WORDS = frozenset(
    "opposition rebel government islamist jihadist jihadi sunni shia shiite shi'ite kurdish arab "
    "armed military security terror terrorist militant extremist separatist insurgent special air "
    "ground naval coalition state federal foreign defense defence interior intelligence police "
    "border coast loyalist regime army paramilitary civilian christian muslim jewish hindu "
    "buddhist tribal world international western european african gulf latin american palestinian "
    "riot guerrilla peacekeeping joint transitional interim ruling moderate fighter peace local "
    "regional central provincial municipal justice finance oil nuclear human rights aid news "
    "prime vice deputy crown secretary supreme attorney".split()
)


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A noun that can stand for an actor, what it stands for, and the kind of actor."""

    noun: str
    stands_for: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that may name an actor; `start`, `end` and `head` are positions of tokens.

    `alias` is the spelling by which the catalogue knows them (form "known"), `noun` the actor noun
    at the head (form "phrase"), `owner` the place in the list of the mention that tells whose they
    are: "Russian" in "Russian warplanes". `inside` marks an owner that is part of a longer mention,
    `titled` a name behind a title of office.
    """

    start: int
    end: int
    head: int
    form: Form
    alias: str | None = None
    noun: ActorNoun | None = None
    owner: int | None = None
    inside: int | None = None
    titled: bool = False
    index: int = -1  # the mention's own place in the list


@cache
def actor_nouns() -> Mapping[str, ActorNoun]:
    """Return the nouns of actor_nouns.tsv by lemma."""
    lines = _lines("actor_nouns.tsv")
    return {noun: ActorNoun(noun, rule, kind) for noun, rule, kind in map(_cells, lines)}


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before names, in lower case."""
    return frozenset(_lines("titles.tsv"))


def _lines(name: str) -> list[str]:
    text = files("actorgraph.loaders").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")][1:]


def _cells(line: str) -> tuple[str, str, str]:
    noun, rule, kind = line.split("\t")
    return noun, rule, kind


def _spelled(aliases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the aliases, and abbreviations also with full stops: UN and U.N."""
    for alias, actor in aliases:
        yield alias, actor
        if alias.isupper() and alias.isalpha() and len(alias) <= 4:
            yield ".".join(alias) + ".", actor


class MentionFinder:
    """Finds mentions in parsed documents; holds the catalogue's aliases as token sequences."""

    def __init__(self, nlp: Language, catalogue: Catalogue) -> None:
        self.aliases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        persons = {a.id for a in catalogue.actors.values() if a.kind == "Person"}
        self.surnames: set[str] = set()
        for alias, actor in _spelled(catalogue.aliases()):
            words = tuple(folded(token.text).casefold() for token in nlp.make_doc(alias))
            if words:
                self.aliases[words[0]].append((words, alias))
            if actor in persons and len(words) == 1:
                self.surnames.add(alias)
        for known in self.aliases.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc, syntax: Syntax) -> list[Found]:
        """Return the mentions of a document in text order; owners come before what they own."""
        names = list(self._names(doc))
        taken = {i: place for place, name in enumerate(names) for i in range(name.start, name.end)}
        found = list(names)
        # Phrases mark the names inside them, so the list grows while it is read.
        found.extend(list(self._phrases(doc, syntax, taken, found)))
        covered = {i for mention in found for i in range(mention.start, mention.end)}
        found += [
            Found(start=t.i, end=t.i + 1, head=t.i, form="pronoun")
            for t in doc
            if t.i not in covered and t.lower_ in PRONOUNS and t.text not in ("US", "IT", "WHO")
        ]
        return _in_order(found)

    def _names(self, doc: Doc) -> Iterator[Found]:
        words = [folded(token.text).casefold() for token in doc]
        i, titled = 0, False
        while i < len(doc):
            token = doc[i]
            alias, end = self._alias_at(doc, words, i)
            if alias and not self._grows(doc, words, alias, end):
                yield Found(
                    start=i,
                    end=end,
                    head=_head(doc, i, end),
                    form="known",
                    alias=alias,
                    titled=titled,
                )
                i, titled = end, False
            elif _is_title(token) and not _names_a_body(doc, i):
                i, titled = i + 1, True
            elif _begins_name(token) or _names_a_body(doc, i):
                end = max(self._name_end(doc, words, i), _body_end(doc, i))
                yield Found(start=i, end=end, head=_head(doc, i, end), form="name", titled=titled)
                i, titled = end, False
            else:
                titled = titled and token.text in ("-", ".", "of")
                i += 1

    def _alias_at(self, doc: Doc, words: list[str], i: int) -> tuple[str | None, int]:
        for known, alias in self.aliases.get(words[i], ()):
            end = i + len(known)
            if tuple(words[i:end]) == known and _same_case(doc[i:end].text, alias):
                return alias, end
        return None, i

    def _grows(self, doc: Doc, words: list[str], alias: str, end: int) -> bool:
        """Whether a short known name goes on as a longer unknown one: "Iran" as "Iran Air"."""
        if end >= len(doc) or not doc[end - 1].whitespace_ or not alias[0].isupper():
            return False
        following = doc[end]
        if _is_title(following) or not _begins_name(following) or following.tag_ == "NNPS":
            return False
        if alias.isupper() or doc[end - 1].tag_ != "NNP" or " " in alias:
            return False
        return self._alias_at(doc, words, end)[0] is None

    def _name_end(self, doc: Doc, words: list[str], i: int) -> int:
        end = i + 1
        while end < len(doc) and not doc[end].is_sent_start:
            previous, token = doc[end - 1], doc[end]
            glued = not previous.whitespace_
            if token.text in ("-", "‑", "’", "'", "`") and glued and end + 1 < len(doc):
                if token.whitespace_ or not doc[end + 1].is_alpha or not _named_part(doc[end + 1]):
                    break
                end += 2
                continue
            if token.lower_ in LINKS and end + 1 < len(doc) and _name_goes_on(doc, end):
                end += 1
                continue
            alias, _ = self._alias_at(doc, words, end)
            stops = alias is not None and alias not in self.surnames
            if stops or not _begins_name(token) or (_is_title(token) and not glued):
                break
            end += 1
        return end

    def _phrases(
        self, doc: Doc, syntax: Syntax, taken: dict[int, int], found: list[Found]
    ) -> Iterator[Found]:
        nouns = actor_nouns()
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN") and token.tag_ not in ("NN", "NNS"):
                continue
            if token.i in taken:
                name = found[taken[token.i]]
                own = name.form == "name" and token.i == name.end - 1
                noun = nouns.get(token.lower_) or nouns.get(token.lemma_.lower())
                if own and noun and noun.stands_for in ("body", "state"):
                    found[taken[token.i]] = replace(
                        name, form="phrase", noun=noun, owner=_owner_before(doc, name.start, taken)
                    )
                continue
            before = doc[token.i - 1].lower_ if token.i else ""
            noun = (
                nouns.get(f"{before} {token.lemma_.lower()}")
                or nouns.get(token.lemma_.lower())
                or nouns.get(token.lower_)
                or nouns.get(token.lower_.removesuffix("s"))
            )
            if noun is None or _modifies_actor_noun(doc, token, nouns):
                continue
            yield self._phrase(doc, syntax, token, noun, (taken, found))

    def _phrase(
        self,
        doc: Doc,
        syntax: Syntax,
        head: Token,
        noun: ActorNoun,
        names: tuple[dict[int, int], list[Found]],
    ) -> Found:
        taken, found = names
        start, owner = head.i, None
        while start > max(head.i - LONGEST_PHRASE, 0) and not doc[start].is_sent_start:
            before = doc[start - 1]
            if before.i in taken:
                owner = taken[before.i]
                start = found[owner].start
                break
            lower = before.lower_
            if lower == "-" and start > 1 and doc[start - 2].lower_ in ("pro", "anti", "non"):
                start -= 2
            elif lower in KIND_WORDS or before.lemma_.lower() in actor_nouns():
                start -= 1
            else:
                break
            if before.pos_ not in ("NOUN", "ADJ", "PROPN", "PUNCT"):
                start += 1
                break
        if owner is None:
            possessors = [taken[p] for p in syntax.children(head.i, "possessor") if p in taken]
            if possessors and noun.stands_for in ("state", "body", "armed", "group", "person"):
                owner = possessors[0]
                if noun.stands_for in ("state", "body", "armed"):
                    start = found[owner].start
        if owner is not None and start == found[owner].start:
            found[owner] = replace(found[owner], inside=head.i)
        return Found(
            start=start, end=head.i + 1, head=head.i, form="phrase", noun=noun, owner=owner
        )


def _modifies_actor_noun(doc: Doc, token: Token, nouns: Mapping[str, ActorNoun]) -> bool:
    """Whether the next word is an actor noun too, so that this one only says which."""
    if token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    return (
        following.pos_ == "NOUN" and following.lemma_.lower() in nouns and bool(token.whitespace_)
    )


def _owner_before(doc: Doc, start: int, taken: dict[int, int]) -> int | None:
    at = start - 1
    if at >= 0 and doc[at].tag_ == "POS":
        at -= 1
    return taken.get(at)


def _in_order(found: list[Found]) -> list[Found]:
    order = sorted(range(len(found)), key=lambda i: (found[i].start, found[i].end))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(
            found[i],
            owner=None if found[i].owner is None else place[found[i].owner or 0],
            index=place[i],
        )
        for i in order
    ]


def _head(doc: Doc, start: int, end: int) -> int:
    return int(doc[start:end].root.i)


def _same_case(text: str, alias: str) -> bool:
    """Whether the text is written as a name: "US" never matches "us", nor "Who" "WHO"."""
    letters = alias.replace(".", "")
    if letters.isupper() and len(letters) <= 5:
        return folded(text) == folded(alias)
    return not alias[0].isupper() or text[0].isupper()


def _is_title(token: Token) -> bool:
    return (
        token.text[0].isupper() and token.lower_ in titles() and token.tag_ in ("NNP", "NN", "JJ")
    )


def _names_a_body(doc: Doc, i: int) -> bool:
    """Whether words that look like a title go on as a body: "Defence Ministry"."""
    return _is_title(doc[i]) and _body_end(doc, i) > i


def _body_end(doc: Doc, i: int) -> int:
    end, limit = i, min(i + LONGEST_TITLE, len(doc))
    while end < limit and _is_title(doc[end]):
        end += 1
    if end == i or end >= len(doc) or not doc[end].text[0].isupper():
        return i
    noun = actor_nouns().get(doc[end].lower_)
    return end + 1 if noun and noun.stands_for == "body" else i


def _begins_name(token: Token) -> bool:
    if not token.text[0].isupper() or token.lower_ in DAYS_AND_MONTHS:
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return token.is_alpha or any(c.isalpha() for c in token.text)
    return False


def _named_part(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ in LINKS


def _name_goes_on(doc: Doc, link: int) -> bool:
    following = doc[link + 1]
    if following.text == "-" and link + 2 < len(doc):
        following = doc[link + 2]
    if following.lower_ in LINKS and link + 2 < len(doc):
        following = doc[link + 2]
    return following.text[0].isupper() and following.tag_ in ("NNP", "NNPS")

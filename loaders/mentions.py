"""Where a text names somebody: names, noun phrases, adjectives of nations, and pronouns."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from actorgraph.loaders.actor_words import (
    KIND_WORDS,
    OFFICE_OF,
    PAIRED,
    PRONOUNS,
    ActorNoun,
    Found,
    actor_nouns,
)
from actorgraph.loaders.name_finder import NameFinder
from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.catalogue import Catalogue

MACHINES = frozenset({"missile", "rocket", "artillery", "drone", "tank", "plane", "aircraft"})
OFFICES = frozenset({"secretary", "minister", "undersecretary"})
EITHER = ActorNoun("two", "sides", "Group")  # "the two", persons or states
LONGEST_PHRASE = 12  # words before the noun; in a run of such nouns each would reach to the first


class MentionFinder:
    """Finds mentions in parsed documents."""

    def __init__(self, nlp: Language, catalogue: Catalogue) -> None:
        self._names = NameFinder(nlp, catalogue)

    def find(self, doc: Doc, syntax: Syntax) -> list[Found]:
        """Return the mentions of a document in text order; owners come before what they own."""
        names = list(self._names.names(doc))
        taken = {i: place for place, name in enumerate(names) for i in range(name.start, name.end)}
        found = list(names)
        # Phrases mark the names inside them, so the list grows while it is read.
        phrases = list(self._phrases(doc, syntax, taken, found))
        phrases += _pairs(doc, syntax, taken)
        found.extend(member for phrase in phrases for member in _members(doc, phrase))
        covered = {i for mention in found for i in range(mention.start, mention.end)}
        found += [
            Found(start=t.i, end=t.i + 1, head=t.i, form="pronoun")
            for t in doc
            if t.i not in covered and t.lower_ in PRONOUNS and t.text not in ("US", "IT", "WHO")
        ]
        return _in_order(found)

    def _phrases(
        self, doc: Doc, syntax: Syntax, taken: dict[int, int], found: list[Found]
    ) -> Iterator[Found]:
        nouns = actor_nouns()
        behind: set[int] = set()  # words of an office behind its head: "of state"
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN") and token.tag_ not in ("NN", "NNS"):
                continue
            if token.i in taken:
                name = found[taken[token.i]]
                own = name.form == "name" and token.i == name.end - 1
                noun = nouns.get(token.lower_) or nouns.get(token.lower_.removesuffix("s"))
                if own and noun and _is_no_name(doc, name, noun, taken):
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
            if token.i in behind or (noun.noun in MACHINES and _modifies(syntax, token)):
                continue
            if noun.noun in OFFICES and (end := _office_end(doc, token.i)) > token.i + 1:
                behind.update(range(token.i + 1, end))
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
                if prefix := _for_or_against(doc, start):  # "pro-Russian troops" are not Russia's
                    return Found(
                        start=start - prefix,
                        end=head.i + 1,
                        head=head.i,
                        form="phrase",
                        noun=noun,
                    )
                break
            lower = before.lower_
            if lower == "-" and start > 1 and _joined(doc, start):
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
        end = _office_end(doc, head.i) if noun.noun in OFFICES else head.i + 1
        return Found(start=start, end=end, head=head.i, form="phrase", noun=noun, owner=owner)


def _for_or_against(doc: Doc, start: int) -> int:
    """How many words before a name make it "pro-Russian" or "anti-Russian"; 0 where none do."""
    hyphen = start > 1 and doc[start - 1].text == "-"
    return 2 if hyphen and doc[start - 2].lower_ in ("pro", "anti", "non") else 0


def _joined(doc: Doc, start: int) -> bool:
    """Whether a hyphen joins the word before it to the phrase: "pro-government"."""
    return doc[start - 2].lower_ in ("pro", "anti", "non")


def _office_end(doc: Doc, head: int) -> int:
    """The end of an office with what it is of: "secretary of state", "minister for trade"."""
    end = head + 1
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ == "general":
        return end + 2
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "for"):
        return end
    at = end + 1 + (doc[end + 1].lower_ == "the")
    first = at
    while at < len(doc) and doc[at].text in OFFICE_OF:
        at += 1
    return at if at > first else end


def _members(doc: Doc, phrase: Found) -> list[Found]:
    """The phrase, or one for each of the two that it means: "both sides", "the two leaders"."""
    noun = phrase.noun.noun if phrase.noun else ""
    if phrase.noun is EITHER:
        return [replace(phrase, member=1), replace(phrase, member=2)]
    if noun not in PAIRED or doc[phrase.head].tag_ != "NNS" or phrase.owner is not None:
        return [phrase]
    before = {doc[at].lower_ for at in range(max(0, phrase.start - 2), phrase.start)}
    if not before & {"both", "two"} and not (noun == "side" and before & {"the", "warring"}):
        return [phrase]
    return [replace(phrase, member=1), replace(phrase, member=2)]


def _pairs(doc: Doc, syntax: Syntax, taken: Mapping[int, int]) -> list[Found]:
    """The phrase "the two", where it stands alone for two who were named before."""
    return [
        Found(start=t.i, end=t.i + 1, head=t.i, form="phrase", noun=EITHER)
        for t in doc
        if t.lower_ == "two"
        and t.i
        and doc[t.i - 1].lower_ == "the"
        and t.i not in taken
        and syntax.label(t.i) in ("subject", "passive_subject")
    ]


def _modifies(syntax: Syntax, token: Token) -> bool:
    """Whether a word only says of what kind another noun is: "missile tests"."""
    return syntax.label(token.i) in ("compound", "adjective")


def _is_no_name(doc: Doc, name: Found, noun: ActorNoun, taken: dict[int, int]) -> bool:
    """Whether what is written as a name is a body or an organ: "Defence Ministry", "Marines"."""
    if noun.stands_for == "body":
        return True
    if noun.stands_for != "state":
        return False
    if name.end - name.start == 1 or _owner_before(doc, name.start, taken) is not None:
        return True
    return doc[name.start].lower_ in KIND_WORDS  # else the "Zarqun Brigade" is its own


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

"""Trees of words, the words they are made of, and the sentences they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treebanks import Sentence, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING = frozenset({",", ".", "-", "'s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A word with its dependents before and behind it, in the order of the text."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str = ""
    before: tuple[Child, ...] = ()
    after: tuple[Child, ...] = ()

    def lead(self, *children: Child) -> Node:
        """Return the node with these in front of all it has."""
        return replace(self, before=children + self.before)

    def trail(self, *children: Child) -> Node:
        """Return the node with these behind all it has."""
        return replace(self, after=self.after + children)


Child = tuple[str, Node]


def sentence(root: Node, *, ident: str, document: str, opens_paragraph: bool) -> Sentence:
    """Return the tree as a sentence with a capital letter, a full stop, and spaces set."""
    arcs = _arcs(root.trail(mark(".")))
    # An apposition closes with a comma, unless another mark follows at once.
    kept = [
        arc
        for arc, after in zip(arcs, [*arcs[1:], arcs[-1]], strict=True)
        if arc[1].form != "," or after[1].form not in CLOSING
    ]
    place = {id(node): index for index, (_, node, _) in enumerate(kept, start=1)}
    nodes = [node for _, node, _ in kept]
    first = next(index for index, node in enumerate(nodes) if node.upos != "PUNCT")
    words = tuple(
        Word(
            form=node.form[:1].upper() + node.form[1:] if index == first else node.form,
            lemma=node.lemma,
            upos=node.upos,
            xpos=node.xpos,
            feats=node.feats,
            head=0 if head is None else place[id(head)],
            deprel=relation,
            space=index + 1 == len(kept) or _is_apart(node, nodes[index + 1]),
        )
        for index, (relation, node, head) in enumerate(kept)
    )
    return Sentence(ident=ident, document=document, opens_paragraph=opens_paragraph, words=words)


def mark(form: str, xpos: str | None = None) -> Child:
    """Return punctuation as a dependent."""
    return "punct", Node(form=form, lemma=form, upos="PUNCT", xpos=xpos or form)


def hyphen() -> Child:
    """Return the hyphen inside "al-Assad" or "rebel-held"."""
    return mark("-", "HYPH")


def the() -> Child:
    """Return the definite article as a dependent."""
    feats = "Definite=Def|PronType=Art"
    return "det", Node(form="the", lemma="the", upos="DET", xpos="DT", feats=feats)


def both() -> Child:
    """Return "and" as a dependent of what it adds."""
    return "cc", Node(form="and", lemma="and", upos="CCONJ", xpos="CC")


def case(form: str) -> Child:
    """Return a preposition as a dependent."""
    return "case", Node(form=form, lemma=form, upos="ADP", xpos="IN")


def noun(form: str, *, plural: bool = False) -> Node:
    """Return a common noun; a plural ends in -s or -men."""
    lemma = _singular(form) if plural else form
    number = "Number=Plur" if plural else "Number=Sing"
    return Node(form=form, lemma=lemma, upos="NOUN", xpos="NNS" if plural else "NN", feats=number)


def adjective(form: str) -> Node:
    """Return an adjective in its base form."""
    return Node(form=form, lemma=form.lower(), upos="ADJ", xpos="JJ", feats="Degree=Pos")


def proper(form: str) -> Node:
    """Return one word of a name."""
    return Node(form=form, lemma=form, upos="PROPN", xpos="NNP", feats="Number=Sing")


def name(text: str) -> Node:
    """Return a person's or place's name: all later words hang flat on the first."""
    first, *rest = re.findall(r"-?[^\s-]+", text)
    flat = tuple(
        ("flat", proper(part[1:]).lead(hyphen()) if part.startswith("-") else proper(part))
        for part in rest
    )
    return proper(first).trail(*flat)


def title(text: str) -> Node:
    """Return an organisation's name or a title: its last word is the head ("Nusra Front")."""
    body, of, rest = text.partition(" of ")
    *first, last = body.split()
    head = proper(last).lead(*(("compound", name(part)) for part in first))
    return head.trail(("nmod", name(rest).lead(case("of")))) if of else head


def is_plural(node: Node) -> bool:
    """Tell whether a subject takes "were": a plural, or two things joined."""
    return "Number=Plur" in node.feats or any(relation == "conj" for relation, _ in node.after)


def _arcs(root: Node) -> list[tuple[str, Node, Node | None]]:
    """Return relation, word and head in the order of the text."""

    def walk(
        relation: str, node: Node, head: Node | None
    ) -> Iterator[tuple[str, Node, Node | None]]:
        for label, child in node.before:
            yield from walk(label, child, node)
        yield relation, node, head
        for label, child in node.after:
            yield from walk(label, child, node)

    return list(walk("root", root, None))


def _singular(form: str) -> str:
    for plural, singular in (("men", "man"), ("ies", "y"), ("s", "")):
        if form.endswith(plural):
            return form.removesuffix(plural) + singular
    return form


def _is_apart(node: Node, after: Node) -> bool:
    opened, closed = node.xpos == "``", after.xpos == "''"
    return not (opened or closed or node.form == "-" or after.form in CLOSING)

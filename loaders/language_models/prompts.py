"""What a language model is told: the rules, the ontology, examples, and the passage to read."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from actorgraph.loaders.language_models.answer_cache import Messages
from actorgraph.loaders.language_models.answers import NAME, Malformed, answer_schema
from actorgraph.loaders.language_models.passages import Passage
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Status
from actorgraph.ontology.turtle_files import parsed
from actorgraph.ontology.vocabulary import RELATIONS, Relation


def messages_for(article: Article, passage: Passage) -> Messages:
    """Return what is asked about a passage: title, day and text of the article, and no more."""
    text = passage.text(article.text)
    return (*_before(), _user(_asked(article.title, article.published, text)))


def asked_again(messages: Messages, content: str, error: Malformed) -> Messages:
    """Return what is asked after an answer that could not be read."""
    again = f"This answer cannot be used: {error}. Answer again, with the JSON object alone."
    return (*messages, {"role": "assistant", "content": content[:8_000]}, _user(again))


@cache
def fingerprint() -> str:
    """Return a hash of all that every question has in common: prompt, examples and schema."""
    said = json.dumps([_before(), answer_schema()], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


@cache
def _before() -> Messages:
    """Return what comes before the passage."""
    rules = _file("prompt.txt").format(
        relations="\n".join(map(_relation_line, RELATIONS.values())),
        statuses="\n".join(map(_status_line, Status)),
    )
    told: list[Mapping[str, str]] = [{"role": "system", "content": rules}]
    for example in examples():
        asked = _asked(example["title"], example["published"], example["text"])
        answer = json.dumps({NAME: example["claims"]}, ensure_ascii=False)
        told += [_user(asked), {"role": "assistant", "content": answer}]
    return tuple(told)


@cache
def examples() -> list[Mapping[str, Any]]:
    """Return the passages that show how to answer, each with its claims; written for this."""
    read: list[Mapping[str, Any]] = json.loads(_file("examples.json"))
    return read


def _asked(title: str, published: str | None, text: str) -> str:
    """Put a text between marks that it cannot hold itself: they are made of all of it."""
    head = json.dumps({"title": title, "published": published}, ensure_ascii=False)
    mark = hashlib.sha256(f"{head}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f'{head}\n<passage id="{mark}">\n{text}\n</passage id="{mark}">'


def _relation_line(relation: Relation) -> str:
    modes = ", ".join(mode for mode, _ in relation.modes)
    signs = " ↔" * relation.symmetric + " (place)" * relation.places
    return f"- {relation.name}{signs}: {relation.definition}" + f" Modes: {modes}." * bool(modes)


def _status_line(status: Status) -> str:
    terms = _claim_terms()
    term = terms.value(predicate=SKOS.notation, object=Literal(status.value))
    return f"- {status.value}: {terms.value(term, SKOS.definition)}"


@cache
def _claim_terms() -> Graph:
    return parsed("claim_terms.ttl")


def _user(content: str) -> Mapping[str, str]:
    return {"role": "user", "content": content}


def _file(name: str) -> str:
    return files("actorgraph.loaders.language_models").joinpath(name).read_text(encoding="utf-8")

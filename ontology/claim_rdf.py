"""An article's claims as RDF: one named graph, in which each claim is derived from its words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from actorgraph.ontology.articles import Article
from actorgraph.ontology.claim_iris import (
    GEONAMES,
    PREFIXES,
    RELATION_IRIS,
    actor_iri,
    digest,
    iri_of,
)
from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When, Where
from actorgraph.ontology.oxigraph import Literal, NamedNode
from actorgraph.ontology.rdf_values import dated, literal
from actorgraph.ontology.vocabulary import Relation, relation_named

Triples: TypeAlias = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]

CONTEXT = 32  # characters before and after a quotation, so that it is found again in its text


@lru_cache(maxsize=1_000)
def term(name: str) -> NamedNode:
    """Return a term by its prefixed name: "oa:exact"."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


TYPE = term("rdf:type")


def article_runs(
    claims: Iterable[Claim], articles: Iterable[Article] = ()
) -> Iterator[tuple[NamedNode, Triples]]:
    """Yield each article's IRI and its triples, an article at a time.

    `articles` may give the texts, in the order in which the claims come; with them a quotation
    knows what stands around it, without them only what its sentence holds. Claims of an article
    that stand apart give two runs of one graph.
    """
    runs: Counter[str] = Counter()
    texts = iter(articles)
    found: Article | None = None
    for article, run in groupby(claims, key=lambda claim: claim.article):
        runs[article] += 1
        while found is None or found.id != article:
            if (found := next(texts, None)) is None:
                break
        text = found.text if found else ""
        more = f"-run{runs[article]}" if runs[article] > 1 else ""
        yield _named("article", article), _run_triples(tuple(run), text, more)


def _run_triples(claims: Sequence[Claim], text: str, more: str) -> Triples:
    """Yield the triples of claims of one article; `more` tells a later run from the first."""
    article = _named("article", claims[0].article)
    yield article, TYPE, term("ag:Article")
    yield article, term("dcterms:identifier"), Literal(claims[0].article)
    yield from _bibliography(article, claims[0].source)
    described = {claims[0].source: _source_node(article, claims[0].source)}
    yield from _source(claims[0].source, described[claims[0].source], article)
    seen: set[object] = set()
    ids: Counter[str] = Counter()
    for claim in claims:
        if claim.source not in described:
            described[claim.source] = _source_node(article, claim.source)
            yield from _source(claim.source, described[claim.source], article)
        if claim.extractor not in seen:
            seen.add(claim.extractor)
            yield from _run(claim.extractor, article)
        for mention in (claim.subject, claim.object, claim.speaker):
            if mention and (mention.actor, mention.name, mention.kind) not in seen:
                seen.add((mention.actor, mention.name, mention.kind))
                yield from _actor(mention)
        ids[claim.id] += 1
        again = f"-{ids[claim.id]}" if ids[claim.id] > 1 else ""
        made = _ClaimTriples(claim, f"{claim.id}{more}{again}", text)
        yield from made.triples(described[claim.source])


class _ClaimTriples:
    """The triples of one claim; `name` is the last part of its IRI."""

    def __init__(self, claim: Claim, name: str, text: str) -> None:
        self.claim, self.text = claim, text
        self.iri = iri_of("claim", name)
        self.node = NamedNode(self.iri)
        self.article = _named("article", claim.article)

    def triples(self, source: NamedNode) -> Triples:
        """Yield the triples, those of one node together."""
        nodes: dict[NamedNode, list[tuple[NamedNode, NamedNode | Literal]]] = {}
        for subject, predicate, value in self._all(source):
            nodes.setdefault(subject, []).append((predicate, value))
        for node, pairs in nodes.items():
            for predicate, value in pairs:
                yield node, predicate, value

    def _all(self, source: NamedNode) -> Triples:
        claim = self.claim
        for name, value in self._fields(source):
            if value is not None:
                yield self.node, term(name), value
        yield from self._mention("subject", claim.subject)
        yield from self._mention("object", claim.object)
        if claim.speaker:
            yield from self._mention("speaker", claim.speaker)
        yield from self._words("cue", claim.cue, around=True)
        yield from self._words("sentence", claim.sentence, around=bool(self.text))
        yield self.node, term("prov:wasDerivedFrom"), self._part("sentence")
        if claim.when:
            yield from self._when(claim.when)
        if claim.where:
            yield from self._where(claim.where)
        if claim.status is Status.ACTUAL and not claim.denied:
            yield _actor_node(claim.subject), _relation(claim.relation), _actor_node(claim.object)

    def _fields(self, source: NamedNode) -> Iterator[tuple[str, NamedNode | Literal | None]]:
        claim, relation = self.claim, relation_named(self.claim.relation)
        yield "rdf:type", term("ag:Claim")
        yield "dcterms:identifier", Literal(claim.id)
        yield "ag:subject", _actor_node(claim.subject)
        yield "ag:relation", _relation(claim.relation)
        yield "ag:object", _actor_node(claim.object)
        yield "ag:ploverRoot", _optional(relation.plover)
        yield "ag:mode", _mode(relation, claim.mode)
        yield "ag:quadClass", _optional(relation.quad)
        yield "ag:goldstein", _optional(relation.weight(claim.mode))
        yield "ag:symmetric", Literal(relation.symmetric)
        yield "ag:denied", Literal(claim.denied)
        yield "ag:status", term(f"ag:{claim.status.value.title()}")
        yield "ag:speaker", _actor_node(claim.speaker) if claim.speaker else None
        yield "ag:confidence", literal(claim.confidence)
        yield "ag:dataId", _optional(claim.data_id)
        yield "ag:source", source
        yield "prov:wasDerivedFrom", self.article
        yield "prov:wasGeneratedBy", _run_node(self.article, claim.extractor)

    def _part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.iri}#{name}")

    def _mention(self, role: str, mention: Mention) -> Triples:
        node = self._part(role)
        yield self.node, term(f"ag:{role}Mention"), node
        yield node, term("ag:name"), Literal(mention.name)
        yield node, term("ag:kind"), term(f"ag:{mention.kind}")
        if mention.resolution is not None:
            yield node, term("ag:resolution"), Literal(mention.resolution)
        yield from self._target(role, mention, around=True)

    def _words(self, role: str, span: Span, *, around: bool) -> Triples:
        yield self.node, term(f"ag:{role}"), self._part(role)
        yield from self._target(role, span, around=around)

    def _target(self, role: str, words: Mention | Span, *, around: bool) -> Triples:
        """Yield the words as Web Annotation has it: a part of the article, told in two ways."""
        node, place, quote = map(self._part, (role, f"{role}-position", f"{role}-quote"))
        yield node, TYPE, term("oa:SpecificResource")
        yield node, term("oa:hasSource"), self.article
        if words.start is not None or words.end is not None:
            yield node, term("oa:hasSelector"), place
            yield place, TYPE, term("oa:TextPositionSelector")
            for name, value in (("oa:start", words.start), ("oa:end", words.end)):
                if value is not None:
                    yield place, term(name), Literal(value)
        yield node, term("oa:hasSelector"), quote
        yield quote, TYPE, term("oa:TextQuoteSelector")
        yield quote, term("oa:exact"), Literal(words.text)
        before, after = self._around(words) if around else ("", "")
        if before:
            yield quote, term("oa:prefix"), Literal(before)
        if after:
            yield quote, term("oa:suffix"), Literal(after)

    def _around(self, words: Mention | Span) -> tuple[str, str]:
        """Return what stands before and after, from the article or else from the sentence."""
        sentence = self.claim.sentence
        for text, first in ((self.text, 0), (sentence.text, sentence.start)):
            start = (words.start or 0) - first
            end = start + len(words.text)
            if words.start is not None and start >= 0 and text[start:end] == words.text:
                return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return "", ""

    def _when(self, when: When) -> Triples:
        node = self._part("when")
        yield self.node, term("ag:when"), node
        yield node, term("ag:date"), dated(when.date)
        yield node, term("ag:precision"), Literal(when.precision)
        if when.end is not None:
            yield node, term("ag:end"), dated(when.end)

    def _where(self, where: Where) -> Triples:
        node = self._part("where")
        yield self.node, term("ag:where"), node
        yield node, term("ag:name"), Literal(where.name)
        if where.geonames is not None:
            yield node, term("ag:geonames"), NamedNode(f"{GEONAMES}{where.geonames}/")
        if where.country is not None:
            yield node, term("ag:country"), Literal(where.country)
        if where.lat is not None:
            yield node, term("geo:lat"), literal(where.lat)
        if where.lon is not None:
            yield node, term("geo:long"), literal(where.lon)


def _mode(relation: Relation, mode: str | None) -> NamedNode | Literal | None:
    """Return the ontology's mode, or the word itself where the ontology has no such mode."""
    if mode in dict(relation.modes):
        return term(f"ag:{relation.plover}-{mode}")
    return _optional(mode)


def _optional(value: str | float | None) -> Literal | None:
    return None if value is None else literal(value)


def _named(sort: str, name: str) -> NamedNode:
    return NamedNode(iri_of(sort, name))


@lru_cache(maxsize=100_000)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _actor_node(mention: Mention) -> NamedNode:
    return _node(actor_iri(mention.actor, mention.kind))


def _relation(name: str) -> NamedNode:
    return _node(RELATION_IRIS[name])


def _actor(mention: Mention) -> Triples:
    node = _actor_node(mention)
    yield node, TYPE, term(f"ag:{mention.kind}")
    yield node, term("rdfs:label"), Literal(mention.name)


def _source_node(article: NamedNode, source: Source) -> NamedNode:
    parts = [source.title, source.publisher, source.published, source.url]
    signature = [source.signature] if source.signature else []
    return _named("source", digest(article.value, *parts, *signature))


def _source(source: Source, node: NamedNode, article: NamedNode) -> Triples:
    """Yield the article as a claim has it: its title may have changed between two readings."""
    yield node, TYPE, term("prov:Entity")
    yield node, term("prov:specializationOf"), article
    yield from _bibliography(node, source)


def _bibliography(node: NamedNode, source: Source) -> Triples:
    if source.title:
        yield node, term("dcterms:title"), Literal(source.title)
    if source.publisher is not None:
        yield node, term("dc:publisher"), Literal(source.publisher)
    if source.published is not None:
        yield node, term("dcterms:issued"), dated(source.published)
    if source.url is not None:
        yield node, term("schema:url"), Literal(source.url)
    if source.signature is not None:
        yield node, term("ag:signature"), Literal(source.signature)


@lru_cache(maxsize=1_000)
def _extractor_node(extractor: Extractor) -> NamedNode:
    parts = (extractor.name, extractor.version, extractor.model)
    return _named("extractor", digest(*parts))


@lru_cache(maxsize=1_000)
def _run_node(article: NamedNode, extractor: Extractor) -> NamedNode:
    return _named("run", digest(article.value, _extractor_node(extractor).value))


def _run(extractor: Extractor, article: NamedNode) -> Triples:
    """Yield the activity that read the article, and the program that did."""
    run, program = _run_node(article, extractor), _extractor_node(extractor)
    yield run, TYPE, term("ag:Run")
    yield run, TYPE, term("prov:Activity")
    yield run, term("prov:used"), article
    yield run, term("prov:wasAssociatedWith"), program
    yield program, TYPE, term("ag:Extractor")
    yield program, TYPE, term("prov:SoftwareAgent")
    yield program, term("schema:name"), Literal(extractor.name)
    yield program, term("schema:softwareVersion"), Literal(extractor.version)
    yield program, term("ag:model"), Literal(extractor.model)

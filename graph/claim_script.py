"""The Cypher script of what a file of claims makes, written without an engine."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from actorgraph.errors import InputError
from actorgraph.graph.article_rows import article_row
from actorgraph.graph.claim_file import claim_readings, reprints_in_file
from actorgraph.graph.claim_tables import Totals, report_of
from actorgraph.graph.claims_to_write import ClaimsToWrite, ClaimToWrite
from actorgraph.graph.cypher_script import CypherScript, LinkShape, NodeShape
from actorgraph.graph.edges import PLACE
from actorgraph.graph.node_rows import catalogued
from actorgraph.graph.script_export import Script
from actorgraph.graph.sums import ASSERTING
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.vocabulary import relation_named

AT_ONCE = 500  # articles


def export_claims_script(
    path: str,
    out: Path,
    actors: Mapping[str, Actor],
    *,
    report: Callable[[InputError], None],
    done: Callable[[int], None] = lambda _articles: None,
) -> Script:
    """Write the graph that a file of claims makes, but for a record of a load; needs no engine.

    `actors` is the catalogue, which says more of an actor than a claim does.
    """
    totals, readings = Totals(), claim_readings(path, report)
    reprints = reprints_in_file(path)
    with CypherScript(out) as script:
        while some := list(islice(readings, AT_ONCE)):
            claims = ClaimsToWrite(some, {})
            states = claims.put_reports(reprints)
            for reading in some:
                script.node(
                    NodeShape("Article"), article_row(reading, report_of(reading, reprints))
                )
            for claim in claims.rows:
                _put_claim(script, claim)
            totals.take(claims, states, len(some))
            done(totals.articles)
        _put_totals(script, totals, actors)
    return Script(rows=script.rows)


def _put_claim(script: CypherScript, claim: ClaimToWrite) -> None:
    (subject, obj, speaker, place), values = claim
    row, id_ = values["claim"], values["claim"]["id"]
    denial = row["denied"] and row["status"] in ASSERTING
    script.node(NodeShape("Claim", ("Denial",) if denial else ()), row)
    links = [("SUBJECT", subject, values["s"]), ("OBJECT", obj, values["o"])]
    links += [("STATED_IN", "Article", row["article"])]
    links += [("ACCORDING_TO", speaker, values["v"])] if speaker else []
    links += [("AT", PLACE, values["p"])] if place else []
    for type_, label, end in links:
        script.link(LinkShape("Claim", type_, label), (id_, end), {})


def _put_totals(script: CypherScript, totals: Totals, actors: Mapping[str, Actor]) -> None:
    for node, says in sorted(totals.nodes.items()):
        row: dict[str, Any] = {"id": node.id} | says | catalogued(node, actors)
        more = (row["kind"],) if node.label != PLACE else ()
        script.node(NodeShape(node.label, more), row)
    for edge, state in sorted(totals.edges.items(), key=lambda item: item[0]):
        if state.sums.asserting:
            type_ = relation_named(edge.relation).neo4j_type
            shape = LinkShape(edge.subject.label, type_, edge.object.label)
            script.link(shape, (edge.subject.id, edge.object.id), asdict(state.sums))

"""Who did what to whom, according to whom: articles in, a graph of actors out.

import actorgraph

with actorgraph.Graph("syria.db") as graph:
    graph.add("articles/")
    graph.query("MATCH (a)-[r:ATTACKS]->(b) RETURN a.name, b.name, r.claims")
    graph.ask.rivals("Russia", since="2016-09")
    graph.page("syria.html")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actorgraph.errors import ActorGraphError
    from actorgraph.graph.claim_file import read_claims, write_claims
    from actorgraph.graph.coded_networks import claims_in
    from actorgraph.graph.networks import ClaimFilter, network
    from actorgraph.loaders.extraction import ClaimReader
    from actorgraph.loaders.reading import read_articles
    from actorgraph.loaders.relating import Relater
    from actorgraph.ontology.actors import Actor
    from actorgraph.ontology.articles import Article
    from actorgraph.ontology.claims import Claim, Statement
    from actorgraph.queries.graphs import Graph, page

__all__ = [
    "Actor",
    "ActorGraphError",
    "Article",
    "Claim",
    "ClaimFilter",
    "ClaimReader",
    "Graph",
    "Relater",
    "Statement",
    "claims_in",
    "network",
    "page",
    "read_articles",
    "read_claims",
    "write_claims",
]

# Where the public names live; they are imported when first used, so that `import actorgraph` and
# commands that need no model start at once.
_HOMES = {
    "Actor": "ontology.actors",
    "ActorGraphError": "errors",
    "Article": "ontology.articles",
    "Claim": "ontology.claims",
    "ClaimFilter": "graph.networks",
    "ClaimReader": "loaders.extraction",
    "Graph": "queries.graphs",
    "Relater": "loaders.relating",
    "Statement": "ontology.claims",
    "claims_in": "graph.coded_networks",
    "network": "graph.networks",
    "page": "queries.graphs",
    "read_articles": "loaders.reading",
    "read_claims": "graph.claim_file",
    "write_claims": "graph.claim_file",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'actorgraph' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"actorgraph.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Offer the public names to people who complete them, imported or not."""
    return sorted({*globals(), *_HOMES})

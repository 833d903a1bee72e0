"""What an actor's node keeps of the catalogue: its names, its country, its dated bonds."""

import json
from dataclasses import asdict
from typing import Any

from actorgraph.ontology.actors import Actor, Bond


def catalogue_row(actor: Actor) -> dict[str, Any]:
    """Return the properties that the catalogue gives an actor's node."""
    return {
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases) or None,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "bonds": dated_bonds(actor) or None,
        "known": True,
    }


def dated_bonds(actor: Actor) -> list[str]:
    """Return its bonds with a date, each a line of JSON, since a property holds nothing nested."""
    dated = [bond for bond in actor.bonds if bond.since or bond.until]
    return [json.dumps(asdict(bond), ensure_ascii=False) for bond in dated]


def bond_of(line: str) -> Bond:
    """Return the bond of such a line."""
    return Bond(**json.loads(line))

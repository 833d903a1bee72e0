"""What a dictionary of somebody else's gives: actors with their names and ties."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue_files import NativeName


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One actor; its bonds name others by id. `native` are its names in other languages."""

    actor: Actor
    native: tuple[NativeName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTie:
    """A tie that can be told only when all actors are known: who, and the bond."""

    subject: str
    bond: Bond


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import did: actors of each kind, names and ties that it wrote, and what it left."""

    actors: dict[str, int] = field(default_factory=dict)
    known: int = 0  # of the actors, those that the catalogue has
    names: int = 0
    bonds: int = 0
    native: int = 0
    left: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str, times: int = 1) -> None:
        """Count what was left out, and why."""
        self.left[reason] = self.left.get(reason, 0) + times

    def lines(self) -> Iterable[str]:
        """Yield what to tell, a line each."""
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(self.actors.items()))
        total = sum(self.actors.values())
        yield f"{total:,} actors ({kinds or 'none'}), {self.known:,} of them known to the catalogue"
        yield f"{self.names:,} names, {self.native:,} in other languages, {self.bonds:,} ties"
        for reason, times in sorted(self.left.items(), key=lambda left: -left[1]):
            yield f"left out: {times:,} × {reason}"

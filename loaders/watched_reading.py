"""A reading that remembers where the rules looked, so that an empty slot can be shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from actorgraph.loaders.arguments import Argument, Reading


@dataclass(slots=True)
class Watched(Reading):
    """A reading that remembers in which words the rules looked for actors."""

    asked: list[int] = field(default_factory=list)
    _depth: int = 0

    def all_actors(self, tokens: Iterable[int], steps: int = 0) -> list[Argument]:
        """Return who is meant by the nouns, and remember these."""
        nouns = list(tokens)
        if not self._depth:
            self.asked += nouns
        self._depth += 1
        try:
            return Reading.all_actors(self, nouns, steps)  # super() fails in a class with slots
        finally:
            self._depth -= 1

    def modifiers(self, noun: int) -> list[Argument]:
        """Return the actors that stand before a noun, and remember the words there."""
        self.asked += self.syntax.children(noun, "adjective", "compound")
        return Reading.modifiers(self, noun)

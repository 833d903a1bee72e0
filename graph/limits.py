"""How long a query may run, and how many rows it may give."""

from dataclasses import dataclass

from actorgraph.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a query may run, in seconds, and how many rows it may give.

    `grace` is how much longer, in seconds, to wait for a server that does not heed the limit.
    """

    seconds: float = 60.0
    rows: int = 1_000_000
    grace: float = 10.0

    def __post_init__(self) -> None:
        """Refuse limits that stop everything, or nothing: Neo4j takes 0 for no limit."""
        if not (self.seconds > 0 and self.rows > 0):
            message = f"a limit must be above 0, not {self.seconds:g} seconds and {self.rows} rows"
            raise UsageError(message)

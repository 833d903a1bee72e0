"""What a query returns: named columns and rows of plain values, as records, frames or a network."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, overload

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyarrow as pa

Row: TypeAlias = tuple[Any, ...]


class Record(tuple[Any, ...]):
    """A row with named values: `record["a.name"]`, `record[0]`, `dict(record.items())`."""

    __slots__ = ()
    columns: tuple[str, ...] = ()

    @overload  # type: ignore[override]
    def __getitem__(self, key: str | int) -> Any: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, key: str | int | slice) -> Any:
        """Return the value of a column, by its name or place."""
        return super().__getitem__(self.columns.index(key) if isinstance(key, str) else key)

    def keys(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.columns

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield names with values."""
        return zip(self.columns, self, strict=True)


class _Result:
    """What running queries and whole tables can become."""

    columns: tuple[str, ...]

    def _each(self) -> Iterator[Row]:
        raise NotImplementedError

    def records(self) -> Iterator[Record]:
        """Yield each row as a record, by the names of its columns."""
        kind = type("Record", (Record,), {"__slots__": (), "columns": self.columns})
        return map(kind, self._each())

    def dicts(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dictionary by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self._each())

    def to_arrow(self) -> "pa.Table":
        """Return an Arrow table with typed columns: int64, double, bool, string, date32, timestamp.

        Nodes, relationships, paths, maps and columns of mixed types are JSON text. Rows are taken
        batch by batch. Raises MissingExtra without pyarrow.
        """
        from actorgraph.graph.frames import arrow_table  # noqa: PLC0415  # an extra

        return arrow_table(self.columns, self._each())

    def to_pandas(self) -> "pd.DataFrame":
        """Return a data frame in pandas' nullable types: Int64 stays so with missing values.

        Dates are of type date32, maps, nodes and lists are objects. Raises MissingExtra without
        pandas.
        """
        from actorgraph.graph.frames import data_frame  # noqa: PLC0415

        return data_frame(self.columns, self._each())

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return the nodes, relationships and paths among the values as a network.

        Nodes are named as in `network`: an actor by its id, others as "place:ID"; an edge's key
        is its type. Raises NotANetwork where there are none, or where a relationship comes
        without its ends.
        """
        from actorgraph.graph.result_network import network_in  # noqa: PLC0415

        return network_in(self._each())


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Result):
    """A whole result: `rows` has one tuple a record, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def _each(self) -> Iterator[Row]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        """Return the first rows as a table, for notebooks."""
        from actorgraph.ontology.notebook_html import table_html  # noqa: PLC0415

        return table_html(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class Rows(_Result):
    """A running query: its columns, and its rows as they come, once."""

    columns: tuple[str, ...]
    rows: Iterator[Row]

    def _each(self) -> Iterator[Row]:
        return self.rows

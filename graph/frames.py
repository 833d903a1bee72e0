"""Rows as an Arrow table, a pandas data frame or a Parquet file: typed columns, batch by batch.

pyarrow and pandas are an extra: actorgraph[frames].
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from actorgraph.errors import MissingExtra
from actorgraph.graph.value_json import as_json

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from actorgraph.graph.tables import Row


# Part of a column: an Arrow array, or the list of values where they have no one plain type.
Chunk: TypeAlias = Any
BATCH = 20_000  # rows
NULLABLE = {"int64": "Int64", "double": "Float64", "bool": "boolean", "string": "string"}


def arrow_table(columns: Sequence[str], rows: Iterable["Row"]) -> "pa.Table":
    """Return the rows as typed columns; what has no one plain type is JSON text."""
    _library("pyarrow", "an Arrow table")
    import pyarrow as pa  # noqa: PLC0415  # an extra

    arrays = [_array(chunks) for chunks in _chunks(columns, rows)]
    return pa.Table.from_arrays(arrays, names=list(columns))


def data_frame(columns: Sequence[str], rows: Iterable["Row"]) -> "pd.DataFrame":
    """Return the rows as columns of nullable types; what has no one plain type stays objects."""
    _library("pandas", "a data frame")
    _library("pyarrow", "a data frame")
    import pandas as pd  # noqa: PLC0415  # an extra

    series = [_series(chunks) for chunks in _chunks(columns, rows)]
    frame = pd.concat(series, axis=1) if series else pd.DataFrame()
    return frame.set_axis(list(columns), axis=1)


def write_parquet(columns: Sequence[str], rows: Iterable["Row"], out: str | IO[bytes]) -> int:
    """Write the rows to a Parquet file, a path or an open one; return how many."""
    parquet = _library("pyarrow.parquet", "Parquet")
    table = arrow_table(columns, rows)
    parquet.write_table(table, out)
    return table.num_rows


def _library(name: str, what: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(what, name.split(".", maxsplit=1)[0], "frames") from None


def _chunks(columns: Sequence[str], rows: Iterable["Row"]) -> list[list[Chunk]]:
    """Return each column in chunks, so that a long result is never held as Python's values."""
    made: list[list[Chunk]] = [[] for _ in columns]
    for batch in _batches(rows):
        for column, values in zip(made, zip(*batch, strict=True), strict=True):
            column.append(_chunk(values))
    return [_alike(chunks) for chunks in made]


def _batches(rows: Iterable["Row"]) -> Iterator[list["Row"]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _chunk(values: Sequence[Any]) -> Chunk:
    import pyarrow as pa  # noqa: PLC0415  # an extra

    try:
        array = pa.array(values)
    except (pa.ArrowException, OverflowError):
        return list(values)
    inner = array.type
    while pa.types.is_list(inner):
        inner = inner.value_type
    return list(values) if pa.types.is_struct(inner) else array


def _alike(chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks in one type that holds them all, or all as their values."""
    import pyarrow as pa  # noqa: PLC0415

    if not any(isinstance(chunk, list) for chunk in chunks):
        tables = [pa.table({"": chunk}) for chunk in chunks] or [pa.table({"": pa.array([])})]
        try:
            joined = pa.concat_tables(tables, promote_options="permissive")
        except pa.ArrowException:
            pass
        else:
            return list(joined.column(0).chunks) or [pa.array([], joined.schema.types[0])]
    return [chunk if isinstance(chunk, list) else chunk.to_pylist() for chunk in chunks]


def _array(chunks: list[Chunk]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    if isinstance(chunks[0], list):
        return pa.chunked_array([pa.array(map(_json, chunk), pa.string()) for chunk in chunks])
    return pa.chunked_array(chunks)


def _series(chunks: list[Chunk]) -> Any:
    import pandas as pd  # noqa: PLC0415  # an extra
    import pyarrow as pa  # noqa: PLC0415

    first = chunks[0]
    if isinstance(first, list):
        return pd.Series(list(chain.from_iterable(chunks)), dtype=object)
    if pa.types.is_list(first.type):
        values = [value for chunk in chunks for value in chunk.to_pylist()]
        return pd.Series(values, dtype=object)
    return pa.chunked_array(chunks).to_pandas(types_mapper=_nullable)


def _nullable(type_: "pa.DataType") -> Any:
    """Return pandas' type for Arrow's: one that knows missing values, and days as days."""
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_date(type_):
        return pd.ArrowDtype(type_)
    name = NULLABLE.get(str(type_))
    return pd.api.types.pandas_dtype(name) if name else None


def _json(value: Any) -> str | None:
    return None if value is None else as_json(value)

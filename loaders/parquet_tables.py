"""Parquet: tables of articles, read one group of rows after another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, seekable
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.input_files import InputFile, Part
from actorgraph.loaders.tables import columns_of, lacks_text, row_draft

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 1000  # at once; a group of rows may hold a million


def parquet_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the article of each row; a group that is damaged is reported and the others go on."""
    with needs("pyarrow", file.path):
        import pyarrow as pa  # noqa: PLC0415  (an extra)
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    with seekable(stream) as data:
        try:
            table = ParquetFile(data)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise UnreadableFile(file.path, f"is no Parquet file ({_first(error)})") from None
        columns = columns_of(table.schema_arrow.names)
        if "text" not in columns:
            raise UnreadableFile(file.path, lacks_text(table.schema_arrow.names))
        if not table.metadata.num_rows:
            raise UnreadableFile(file.path, "there is no row in it")
        first = 1
        for group in range(table.num_row_groups):
            try:
                if file.part is None or _meets(file.part, first, table, group):
                    yield from _group(table, group, first, columns, file, report)
            except (pa.ArrowException, OSError, ValueError) as error:
                reason = f"cannot be read ({_first(error)}); write the file again"
                report(BadRecord(file.path, f"row group {group + 1}", reason))
            first += table.metadata.row_group(group).num_rows


def _meets(part: Part, first: int, table: "ParquetFile", group: int) -> bool:
    """Whether a group, whose first row has this number (from 1), has rows of the part."""
    return first <= part.end and first + table.metadata.row_group(group).num_rows > part.start + 1


def _group(
    table: "ParquetFile",
    group: int,
    first: int,
    columns: dict[str, str],
    file: InputFile,
    report: Report,
) -> Iterator[Draft]:
    wanted = list(columns.values())
    batches = table.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False)
    number = first
    for batch in batches:
        for at in range(batch.num_rows):
            where = f"row {number}"
            below = f"{file.below or file.url}:{number}"
            number += 1
            if file.part and not file.part.start < number - 1 <= file.part.end:
                continue
            try:  # cell by cell: one that is no UTF-8 costs its row, and not the group
                row = {name: batch.column(name)[at].as_py() for name in wanted}
                yield row_draft(row, columns, path=file.path, below=below, where=where)
            except ValueError as error:
                report(BadRecord(file.path, where, str(error)))


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]

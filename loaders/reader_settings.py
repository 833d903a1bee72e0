"""What a reader of claims is made of: the pipeline, people's own tables, the least confidence."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from actorgraph.errors import BadTable, InputError, UsageError
from actorgraph.loaders.cue_tables import TABLES
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.lexicon_reading import extended_by
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.pipeline import SHIPPED
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.catalogue import shipped as shipped_catalogue
from actorgraph.ontology.catalogue_tables import TABLES as CATALOGUE_TABLES

LEXICON = frozenset(f"{table}.tsv" for table in TABLES)
CATALOGUE = frozenset(CATALOGUE_TABLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """How claims are to be read; can be pickled, so that every process makes the same reader.

    `tables` are folders of tables in the form of those that ship, laid over them in this order.
    `least` is the least confidence of every claim; without it, the reader's own counts.
    """

    pipeline: str = SHIPPED
    tables: tuple[str, ...] = ()
    least: float | None = None

    def check(self) -> tuple[Lexicon, Catalogue]:
        """Return lexicon and catalogue, or raise BadTable or BadLexicon as `reader` does."""
        folders = [Path(folder) for folder in self.tables]
        for folder in folders:
            _expect_tables(folder)
        with _refused():
            return _lexicon(folders), _catalogue(folders)

    def reader(self) -> ClaimReader:
        """Return a new reader; raises BadTable or BadLexicon for tables that cannot be used."""
        lexicon, catalogue = self.check()
        return ClaimReader(
            self.pipeline,
            catalogue=catalogue,
            lexicon=lexicon,
            least=self.least,
        )


def settings_for(
    pipeline: str = SHIPPED, *, tables: Iterable[str] = (), least: float | None = None
) -> ReaderSettings:
    """Return the settings that a person asks for; raises UsageError for a `least` that is none."""
    if least is not None and not 0 <= least <= 1:
        message = f"the least confidence is {least:g}; it is a number from 0 to 1"
        raise UsageError(message)
    return ReaderSettings(pipeline=pipeline, tables=tuple(tables), least=least)


def _lexicon(folders: Iterable[Path]) -> Lexicon:
    own = [folder for folder in folders if _holds(folder, LEXICON)]
    return extended_by(own) if own else shipped_lexicon()


def _catalogue(folders: Iterable[Path]) -> Catalogue:
    catalogue = shipped_catalogue()
    for folder in folders:
        if _holds(folder, CATALOGUE):
            catalogue = catalogue.extended(folder)
    return catalogue


def _holds(folder: Path, names: frozenset[str]) -> bool:
    return any((folder / name).is_file() for name in names)


def _expect_tables(folder: Path) -> None:
    """Refuse a folder in which a table is named so that it would be passed over in silence."""
    if not folder.is_dir():
        message = f"{folder}: is not a folder of tables"
        raise BadTable(message)
    known = sorted(LEXICON | CATALOGUE)
    for file in sorted(folder.iterdir()):
        if file.suffix in (".tsv", ".csv") and file.name not in known:
            close = get_close_matches(file.name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"
            message = f"{file}: there is no table of this name; {hint}"
            raise BadTable(message)
    if not _holds(folder, LEXICON | CATALOGUE):
        message = f"{folder}: holds no table; known: {', '.join(known)}"
        raise BadTable(message)


@contextmanager
def _refused() -> Iterator[None]:
    """Turn what is wrong with a table into wrong use: nothing was read, and nothing can go on."""
    try:
        yield
    except InputError as error:
        raise BadTable(str(error)) from error

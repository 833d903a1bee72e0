"""What tells whether claims are still the same, without reading them."""

from pathlib import Path

from actorgraph.graph.claim_folder import ClaimFolder, is_claim_folder
from actorgraph.graph.store import Store
from actorgraph.ontology.claim_iris import digest
from actorgraph.storage import files_below, place_of


def file_state(path: str) -> str:
    """Return a name that is another one once the file, or a shard of the folder, is written."""
    if is_claim_folder(path):
        found = files_below(ClaimFolder(place_of(path)).place)
        return digest([(info.path, info.size, info.mtime_ns) for info in found])
    stat = Path(path).stat()
    return digest(stat.st_size, stat.st_mtime_ns)


def store_state(store: Store) -> str:
    """Return a name that is another one once the store holds other readings, or was refitted."""
    calibration = store.calibration()
    return digest(sorted(store.known().items()), calibration.at if calibration else "")

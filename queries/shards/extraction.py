"""Extraction into a folder of claims, shard by shard, on this machine or on many.

What is finished stays: the same command again goes on where the last one was stopped. The claims
are those of a single process, byte for byte, whoever read them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

from actorgraph.counters import COUNTERS
from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile, UsageError
from actorgraph.graph.claim_folder import ClaimFolder, Plan, repeats
from actorgraph.loaders.input_units import parts_of, units_of
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.reading import READERS
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.queries.shards.crews import Crew, LocalCrew, read_shards
from actorgraph.queries.shards.records import done_again, taken_note
from actorgraph.queries.shards.tasks import Done, Job, Shard, shard_size, shards_of
from actorgraph.storage import UNFINISHED, is_storage, place_of

Report = Callable[[InputError], None]


class Engine(StrEnum):
    """Who runs the shards."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crewing:
    """Who reads: `workers` processes, as many as there are processors for None with Ray."""

    engine: Engine = Engine.LOCAL
    workers: int | None = None

    def crew(self, job: Job) -> Crew:
        """Start the workers."""
        match self.engine:
            case Engine.LOCAL:
                return LocalCrew(job, self.workers or 1)
            case Engine.RAY:
                from actorgraph.queries.shards.ray_crew import RayCrew  # noqa: PLC0415

                return RayCrew(job, self.workers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What is in the folder: shards, those finished before this run, articles and claims."""

    shards: int
    before: int
    failed: int
    articles: int
    claims: int


def extract_to_folder(  # noqa: PLR0913  # each is a choice of whoever extracts
    paths: Iterable[str],
    out: str,
    settings: ReaderSettings,
    crewing: Crewing,
    *,
    report: Report,
    web: WebSettings | None = None,
    reprints: bool = True,
    progress: Callable[[int, int], None] = lambda _articles, _shards: None,
) -> Extraction:
    """Read articles and write their claims into a folder of shards, local or in a store.

    A shard that fails is reported, and tried again by the next call. `progress` is told of each
    shard how many articles it has, and how many shards there are. Raises UsageError where the
    folder holds other things, or claims of another extractor or of other input.
    """
    paths = list(paths)
    _refuse_within(out, paths)
    folder = ClaimFolder(place_of(out))
    where = out if is_storage(out) else str(Path(out).absolute())
    job = Job(
        settings=settings, web=web or WebSettings(), extractor=settings.reader().extractor,
        out=where, reprints=reprints,
    )  # fmt: skip
    with COUNTERS.stage("plan"):
        old, files = folder.plan(), list(units_of(paths, report, known=READERS))
        size = old.size if old else shard_size(files)
        units = (part for file in files for part in parts_of(file, size))
        shards = list(shards_of(units, (job.extractor, reprints), size=size))
        if not shards:
            return Extraction(shards=0, before=0, failed=0, articles=0, claims=0)
        plan = Plan(extractor=job.extractor, size=size, shards=tuple(s.name for s in shards))
        _prepare(folder, out, old, plan)
    before = {s.name: done for s in shards if (done := _finished(folder, s))}
    results = dict(before)
    left = [shard for shard in shards if shard.name not in before]
    for done in chain(before.values(), _new(folder, left, job, crewing, report)):
        results[done.shard] = done
        for error in done.reports:
            report(error)
        if done.fault:
            report(UnreadableFile(f"shard {done.shard} of {out}", done.fault))
        progress(done.articles, len(shards))
    _report_repeats(folder, [s.name for s in shards if not results[s.name].fault], report)
    return Extraction(
        shards=len(shards),
        before=len(before),
        failed=sum(1 for done in results.values() if done.fault),
        articles=sum(done.articles for done in results.values()),
        claims=sum(done.claims for done in results.values()),
    )


def _refuse_within(out: str, paths: list[str]) -> None:
    """Refuse a folder below one that is read: what is written would be read the next time."""
    for path in paths:
        folder = Path(path).expanduser()
        if (
            not is_storage(out)
            and folder.is_dir()
            and folder.resolve() in Path(out).resolve().parents
        ):
            message = f"{out} is within {path}, which is read; name a folder elsewhere with --out"
            raise UsageError(message)


def _finished(folder: ClaimFolder, shard: Shard) -> Done | None:
    record = folder.record(shard.name)
    try:
        return done_again(record) if record else None
    except (KeyError, TypeError, AttributeError):  # not written by this version: read it again
        return None


def _new(
    folder: ClaimFolder, left: list[Shard], job: Job, crewing: Crewing, report: Report
) -> Iterator[Done]:
    if not left:
        return

    def lost(shard: str) -> None:
        COUNTERS.add("workers lost")
        reason = "the process that read it ended; another one reads it again"
        report(DoubtfulInput(f"shard {shard}", reason))

    crew = crewing.crew(job)
    try:
        for done in read_shards(left, crew, lambda shard: taken_note(folder, shard), lost):
            record = None if done.fault else folder.record(done.shard)
            if record:
                COUNTERS.take(record)
            yield done
    finally:
        crew.close()


def _prepare(folder: ClaimFolder, out: str, old: Plan | None, plan: Plan) -> None:
    """Write the plan; take away shards that an earlier plan had and this one has not."""
    if old is None:
        if not is_storage(out) and Path(out).exists() and any(Path(out).iterdir()):
            message = f"{out} holds other things; name an empty or new folder with --out"
            raise UsageError(message)
    else:
        left = [shard for shard in old.shards if shard not in plan.shards]
        # Of the same input grown, some shards are as before, and there are not fewer of them.
        fewer = len(plan.shards) < len(old.shards)
        if left and (fewer or not set(old.shards) & set(plan.shards)):
            what = "other input" if old.extractor == plan.extractor else "another extractor"
            message = f"{out} holds claims of {what}; name another folder with --out, or delete it"
            raise UsageError(message)
        for shard in left:
            folder.remove(shard)
    if old != plan:
        folder.write_plan(plan)
    if folder.place.is_local:
        for unfinished in Path(out).rglob(f".*{UNFINISHED}"):
            unfinished.unlink()


def _report_repeats(folder: ClaimFolder, shards: list[str], report: Report) -> None:
    """Say of articles that several shards have what a single process says."""
    for one in repeats(folder, shards):
        name, again = f"article {one.article!r}", f"shard {shards[one.again]}"
        if one.same:
            reason = f"{name} again, with the same text; its claims count once"
            report(DoubtfulInput(again, reason))
        else:
            other = "its text differs; give it an 'id' of its own to have both"
            report(BadRecord(again, name, f"was read before and {other}"))

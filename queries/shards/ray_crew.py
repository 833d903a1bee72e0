"""A crew of Ray actors: processes of this machine, or of all machines of a cluster."""

import logging
import os
from contextlib import ExitStack, redirect_stdout
from pathlib import Path
from typing import Any

from actorgraph.errors import ActorGraphError, MissingExtra
from actorgraph.queries.shards.tasks import Done, Job, Task
from actorgraph.queries.shards.work import ShardReader

try:
    import ray
    from ray.exceptions import RayError, RayTaskError
except ImportError:
    WHAT = "--engine ray"
    raise MissingExtra(WHAT, "ray", "ray") from None

OBJECTS = 80 << 20  # bytes of Ray's store of objects: shards go through files, not through it


class RayCrew:
    """Actors with a processor each; Ray says on which machine."""

    def __init__(self, job: Job, size: int | None) -> None:
        # Ray prints what it thinks of a lost worker to standard output; we tell that ourselves.
        self._quiet = ExitStack()
        nowhere = self._quiet.enter_context(Path(os.devnull).open("w"))  # noqa: SIM115
        self._quiet.enter_context(redirect_stdout(nowhere))
        self._own = not ray.is_initialized()
        if self._own:
            _join(size)
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self.size = size or max(1, int(resources.get("CPU", 1)))
        self._job = ray.put(job)
        self._actors = [self._actor() for _ in range(self.size)]
        self._working: dict[Any, int] = {}

    def give(self, place: int, task: Task) -> None:
        """Let an actor begin with a task."""
        self._working[self._actors[place].read.remote(task)] = place

    def next(self) -> tuple[int, Done | None]:
        """Wait for an actor."""
        (ready, *_), _ = ray.wait(list(self._working), num_returns=1)
        place = self._working.pop(ready)
        try:
            done: Done = ray.get(ready)
        except RayTaskError as error:  # no shard can be read, as work.py says
            if isinstance(error.cause, ActorGraphError):
                raise error.cause from None
            raise
        except RayError:  # the process or its machine is gone, or used too much memory
            ray.kill(self._actors[place])
            self._actors[place] = self._actor()
            return place, None
        return place, done

    def close(self) -> None:
        """End the actors, and Ray where it was started here."""
        for actor in self._actors:
            ray.kill(actor)
        if self._own:
            ray.shutdown()
        self._quiet.close()

    def _actor(self) -> Any:
        return ray.remote(ShardReader).options(num_cpus=1, max_restarts=0).remote(self._job)


def _join(size: int | None) -> None:
    """Join the cluster that RAY_ADDRESS names, or start one on this machine."""
    own = logging.getLogger("ray")  # it writes to standard error by itself; errors are for ours
    own.handlers.clear()
    own.propagate = True
    own.setLevel(logging.ERROR)
    if os.environ.get("RAY_ADDRESS"):
        ray.init(log_to_driver=False, configure_logging=False)
        return
    ray.init(
        num_cpus=size or os.cpu_count(),
        object_store_memory=OBJECTS,
        include_dashboard=False,
        log_to_driver=False,
        configure_logging=False,
    )

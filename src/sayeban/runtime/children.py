"""Processes that read what strangers sent: limited, alone, and gone when their parent is gone (S8).

Nothing here may import Django: a child's start-up time and address space count.
"""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def bare_environment() -> dict[str, str]:
    """No secret of the parent (database address, keys) is within reach of a hostile file."""
    return {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUST_BACKTRACE": "0",
        # Arenas of many threads would use up the limited address space without need.
        "MALLOC_ARENA_MAX": "2",
        # numpy would otherwise lay out room for each processor of the machine.
        "OPENBLAS_NUM_THREADS": "1",
    }


def die_with(parent: int) -> None:
    """In the child: end as soon as the process `parent` has ended."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have ended before the call above: then nobody waits for an answer.
    if os.getppid() != parent:
        sys.exit(1)


def limit(*, memory: int, cpu_seconds: int, file_bytes: int) -> None:
    """In the child: bound address space, processor time from its start, and files it writes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Only the soft limit: a child that does several things in turn may raise it for the next.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

"""A child process that looks into pictures: what one unpacks to never enters this process (S8)."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import ClassVar, Final, Self

from sayeban.documents.child import LENGTH
from sayeban.runtime.children import bare_environment

MEMORY: Final = 400 * 1024 * 1024
"""Address space of the child; with the web process itself it stays below the 512 MB of S8."""
_WALL_SECONDS: Final = 25


class PictureChild:
    """One child for all pictures of a command, started with the first one.

    A picture that is too much for it ends it; the next one gets a new child.
    """

    module: ClassVar[str]

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self.child: subprocess.Popen[bytes] | None = None

    def ask(self, data: bytes, reply: Callable[[bytes], bytes] = lambda _: b"") -> bytes:
        """The child's answer, nothing when it came to its end over the picture.

        `reply` is asked about each answer: what it returns goes to the child, which then gives
        another answer; nothing ends the conversation.
        """
        child = self.child = self.child or self._started()
        assert child.stdin and child.stdout  # noqa: PT018 - for mypy
        timer = threading.Timer(_WALL_SECONDS, child.kill)
        timer.start()
        sent = len(data).to_bytes(LENGTH) + data
        try:
            while sent:
                child.stdin.write(sent)
                child.stdin.flush()
                answer = child.stdout.read(int.from_bytes(child.stdout.read(LENGTH)))
                sent = reply(answer)
        except BrokenPipeError:
            answer = b""
        finally:
            timer.cancel()
        if not answer:
            self._end()
        return answer

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", self.module, str(os.getpid()), str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare_environment(),
            start_new_session=True,
        )

    def _end(self) -> None:
        if self.child:
            self.child.kill()
            self.child.communicate()
        self.child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

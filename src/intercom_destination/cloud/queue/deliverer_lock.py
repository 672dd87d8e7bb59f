"""One process delivers a file, however many put events into it: two would send a person's events side by side."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class DelivererLock:
    """A lock of the operating system on a file beside the queue: it goes with its process, however that ends."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock, unless another process or another client of this one has it."""
        file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            if error.errno not in TAKEN:
                raise
            return False
        self._file = file
        HELD.add(self)
        return True

    def release(self) -> None:
        if self._file is not None:
            if sys.platform != "win32":
                # A child that was forked meanwhile has the file open, too: closing it here would not be enough.
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self.drop()

    def drop(self) -> None:
        """Close the file. In a forked child the lock stays the parent's."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
            HELD.discard(self)


# What says that another one has the lock; any other error says something else.
TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
HELD: set[DelivererLock] = set()


def _drop_in_child() -> None:
    for lock in list(HELD):
        lock.drop()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_drop_in_child)

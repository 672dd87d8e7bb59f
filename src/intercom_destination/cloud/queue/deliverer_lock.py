"""One process delivers a file, however many put events into it: two would send a person's events side by side."""

from __future__ import annotations

import errno
import os
import sys
import weakref
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What the operating system says where somebody else has the lock; on Windows it has words of its own.
TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN} | ({errno.EACCES, errno.EDEADLK} if sys.platform == "win32" else set())


class DelivererLock:
    """A lock of the operating system on a file beside the queue: it goes with its process, however that ends."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock, unless another process or another client of this one has it.

        Raises `OSError` where that cannot be found out, such as for a file that this user may not open.
        """
        file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            if error.errno in TAKEN:
                return False
            raise
        self._file = file
        HELD.add(self)
        return True

    def release(self) -> None:
        if self._file is not None:
            # A forked child may have the file open, too: closing it here alone would leave the lock with the child.
            if sys.platform != "win32":
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self.drop()

    def drop(self) -> None:
        """Close the file. In a forked child: the lock stays with the parent."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        HELD.discard(self)


HELD: weakref.WeakSet[DelivererLock] = weakref.WeakSet()


def _drop_all() -> None:
    for lock in list(HELD):
        lock.drop()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_drop_all)

"""Writing files so that a failed write never loses the old one."""

from __future__ import annotations

__all__ = ["path_of", "write_whole"]

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import cast

from ipt_core._checks import kind_of
from ipt_core.exceptions import InvalidValueError

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY


def write_whole(path: str | os.PathLike[str], written: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        InvalidValueError: if it is no name of a file.
        OSError: if the file cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
    except (TypeError, ValueError):
        raise InvalidValueError("a name of a file", kind_of(path), "path") from None
    if target.exists() and not target.is_file():
        target.write_bytes(written)  # a pipe or a terminal cannot be replaced
        return
    beside = target.with_name(f".ipt-core-{os.urandom(8).hex()}")
    wrong: OSError | None = None
    try:
        # Readable by nobody else until it stands where the old file's mode is known.
        with open(os.open(beside, _NEW, 0o600), "wb") as file:  # noqa: PTH123
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_mode(target))
        beside.replace(target)
    except OSError as error:
        wrong = error
    finally:
        with suppress(OSError):
            beside.unlink()
    if wrong is not None:  # and not of the file beside it, which nobody asked for
        raise OSError(wrong.errno, wrong.strerror, os.fspath(path))


def path_of(given: str | os.PathLike[str], where: str) -> Path:
    """Take a path.

    Raises:
        InvalidValueError: if it is none.
    """
    if not isinstance(cast("object", given), str | os.PathLike):
        raise InvalidValueError("a path", kind_of(given), where)
    if not _is_name(given):
        raise InvalidValueError("a path that can be", "another text", where)
    return Path(given)


def _is_name(path: str | os.PathLike[str]) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask

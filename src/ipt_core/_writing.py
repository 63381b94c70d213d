"""Writing files so that a failed write never loses the old one."""

from __future__ import annotations

__all__ = ["path_of", "spelled", "write_whole"]

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
    target = _target(path)
    if target.exists() and not target.is_file():
        target.write_bytes(written)  # a pipe or a terminal cannot be replaced
        return
    beside = target.with_name(f".ipt-core-{os.urandom(8).hex()}")
    wrong: OSError | None = None
    old = target.exists()
    try:
        # What replaces a file is readable by nobody else until it has the mode of that.
        made = os.open(beside, _NEW, 0o600 if old else 0o666)
        with open(made, "wb") as file:  # noqa: PTH123
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        if old:
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    except OSError as error:
        wrong = error
    finally:
        with suppress(OSError):
            beside.unlink()
    if wrong is not None:  # and not of the file beside it, which nobody asked for
        raise OSError(wrong.errno, wrong.strerror, spelled(path))


def _target(path: str | os.PathLike[str]) -> Path:
    name = spelled(path)
    if name is not None:
        with suppress(ValueError):
            return Path(os.path.realpath(name))
    raise InvalidValueError("a name of a file", kind_of(path), "path")


def path_of(given: str | os.PathLike[str], where: str) -> Path:
    """Take a path.

    Raises:
        InvalidValueError: if it is none.
    """
    name = spelled(given)
    if name is None:
        raise InvalidValueError("a path", kind_of(given), where)
    if not _is_name(name):
        raise InvalidValueError("a path that can be", "another text", where)
    return Path(name)


def spelled(path: object) -> str | None:
    """Tell the name that a path spells, a text or an object; None if it spells none."""
    try:
        name = cast("object", os.fspath(cast("str | os.PathLike[str]", path)))
    except Exception:  # noqa: BLE001 - an object of somebody's own may raise anything
        return None
    return name if isinstance(name, str) else None


def _is_name(path: str) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False

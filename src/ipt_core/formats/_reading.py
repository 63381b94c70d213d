"""From a file or its bytes to decoded JSON, or to the one problem that stops it."""

from __future__ import annotations

__all__ = ["MAX_BYTES", "decode", "read"]

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipt_core._checks import kind_of
from ipt_core._json import decode_json
from ipt_core._problems import Problem
from ipt_core._writing import spelled
from ipt_core.exceptions import LoadError

if TYPE_CHECKING:
    import json

MAX_BYTES = 16 * 1024 * 1024
"""No larger file is read."""

_BOM = "\ufeff"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")


def read(path: object) -> bytes:
    """Read a file.

    Raises:
        LoadError: if there is no such file, if it cannot be read, or is too large.
    """
    name = spelled(path)
    found = kind_of(path) if name is None else _read(Path(name))
    if isinstance(found, bytes):
        return found
    raise _unreadable("the path of a file that can be read", found)


def _read(path: Path) -> bytes | str:
    # Errors of the system are told by kind: their text repeats the path.
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                return "one that is too large"
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "no such file"
    except IsADirectoryError:
        return "a directory"
    except PermissionError:
        return "one that may not be read"
    except (OSError, ValueError):
        return "one that cannot be read"


def decode(source: object) -> Any:
    """Decode JSON text, with stand-ins for what JSON allows and no plan can hold.

    Raises:
        LoadError: if it is no JSON in UTF-8.
    """
    import json

    text = _text(source)
    # No error is raised while another one is handled: the other one holds the text.
    try:
        return decode_json(text)
    except RecursionError:
        found = "too many levels of lists and objects"
    except json.JSONDecodeError as error:
        found = f"{_fault(error)} at line {error.lineno}, column {error.colno}"
    raise LoadError([Problem(code="IPT002", expected="JSON", found=found)])


def _fault(error: json.JSONDecodeError) -> str:
    if error.msg.startswith("Unterminated string"):
        return "text without an end"
    rest = error.doc[error.pos :].strip()
    return "something that is none" if rest else "an end too early"


def _text(source: object) -> str:
    if not isinstance(source, str | bytes | bytearray):
        raise _unreadable("text or bytes", kind_of(source))
    if len(source) > MAX_BYTES:
        raise _unreadable(f"at most {MAX_BYTES} bytes", "more")
    if not isinstance(source, str):
        if source.startswith(_WIDE) or source[1:2] == b"\x00":
            raise _unreadable("UTF-8", "UTF-16 or UTF-32")
        source = _from_utf8(source)
    if source.startswith(_BOM):
        raise _unreadable("UTF-8 without a byte order mark", "a byte order mark")
    if not source.strip():
        raise _unreadable("JSON", "nothing")
    return source


def _from_utf8(source: bytes | bytearray) -> str:
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        position = error.start
    raise _unreadable("UTF-8", f"something else at byte {position + 1}")


def _unreadable(expected: str, found: str) -> LoadError:
    return LoadError([Problem(code="IPT001", expected=expected, found=found)])

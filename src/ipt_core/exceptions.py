"""Everything that this library raises or warns with."""

from __future__ import annotations

__all__ = [
    "CatalogueError",
    "CheckError",
    "DraftError",
    "InvalidValueError",
    "IptError",
    "IptWarning",
    "LoadError",
    "MappingError",
    "MissingExtraError",
    "RuleError",
    "UnknownCodeError",
]

from typing import TYPE_CHECKING

from ipt_core._visible import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipt_core._problems import Problem


class IptError(Exception):
    """The base of every error of this library.

    No message of it repeats a text, a code or a key that it was given: a plan
    holds what people said, and messages end in logs. What no plan holds is named: what
    a mapping says (`MappingError`), and columns that `agreement` was asked for.
    """


class IptWarning(UserWarning):
    """The base of every warning of this library."""


class InvalidValueError(IptError, ValueError):
    """A value that no plan can hold, such as an empty id or a number that is NaN.

    It says what was expected and what kind of thing was found, never the value.
    """

    def __init__(
        self,
        expected: str,
        found: str,
        where: str | None = None,
        nearest: str | None = None,
    ) -> None:
        super().__init__(expected, found, where, nearest)
        self.expected = expected
        """What could stand there."""
        self.found = found
        """The kind of thing that stands there."""
        self.where = where
        """Class and field; None where it was no field."""
        self.nearest = nearest
        """The known word that an unknown one most resembles."""

    def __str__(self) -> str:
        message = f"expected {self.expected}, found {self.found}"
        if self.nearest:
            message += f"; the nearest known is {self.nearest!r}"
        return f"{self.where}: {message}" if self.where else message


class LoadError(IptError, ValueError):
    """A file, text or mapping that is not a plan; holds every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)
        """Every problem, with its place."""

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if len(lines) == 1:
            return lines[0]
        return "\n".join([f"{len(lines)} problems:", *(f"- {line}" for line in lines)])


class _FileError(LoadError):
    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.file: str = file
        """Name of the file."""

    def __str__(self) -> str:
        return f"{printable(self.file)}: {super().__str__()}"


class CatalogueError(_FileError):
    """A catalogue file that does not say what it should; names the file."""


class MappingError(_FileError):
    """A mapping that does not say what it should, or does not fit the table.

    It names the keys, columns and codes of the mapping that are wrong, and the nearest
    that there are; never what stands in a cell of the table.
    """


class MissingExtraError(IptError, ImportError):
    """A library that is not installed; names the extra that brings it."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(library, extra)
        self.library = library
        """Name of the library."""
        self.extra = extra
        """Name of the extra."""

    def __str__(self) -> str:
        install = f'pip install "ipt-core[{self.extra}]"'
        return f"{self.library} is needed for this and is not installed: {install}"


class UnknownCodeError(IptError, KeyError):
    """A code that is not in the table; names the nearest one that is."""

    def __init__(self, what: str, nearest: str | None = None) -> None:
        super().__init__(what, nearest)
        self.what = what
        """What kind of thing was asked for."""
        self.nearest = nearest
        """The nearest code that there is; None where none is near."""

    def __str__(self) -> str:
        hint = f"; the nearest known is {self.nearest!r}" if self.nearest else ""
        return f"no such {self.what}{hint}"


class RuleError(IptError, TypeError):
    """A rule that cannot be registered, or a change that no rule set allows."""


class DraftError(IptError, ValueError):
    """A plan that cannot be drafted; `missing` names the arguments to give."""

    def __init__(self, message: str, missing: Sequence[str] = ()) -> None:
        super().__init__(message, tuple(missing))
        self.message = message
        """What is wrong."""
        self.missing: tuple[str, ...] = tuple(missing)
        """Names of the arguments to give."""

    def __str__(self) -> str:
        return self.message


class CheckError(IptError):
    """Raised by `Report.raise_for_errors`; the message lists codes and places."""

"""Collects all that is wrong with one catalogue file before it is refused."""

from __future__ import annotations

__all__ = ["Faults", "read_toml"]

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core._checks import kind_of
from ipt_core._problems import Path, Problem, python_path
from ipt_core.catalogue._table import nearest_code
from ipt_core.exceptions import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    TomlTable = dict[str, Any]


_PLACE = re.compile(r"at (line \d+, column \d+|end of document)\)$")


def read_toml(file: str, text: str | None = None) -> TomlTable:
    """Read a catalogue file, or a text in its place.

    Raises:
        CatalogueError: if it is not TOML.
    """
    data = files("ipt_core.catalogue").joinpath("data", file)
    try:
        return tomllib.loads(data.read_text("utf-8") if text is None else text)
    except RecursionError:
        found = "too many levels"
    except ValueError as error:
        # The parser's own words may repeat a key.
        place = _PLACE.search(str(error))
        found = f"a fault at {place[1]}" if place else "a fault"
    raise CatalogueError(file, [Problem(code="IPT001", expected="TOML", found=found)])


class Faults:
    """What is wrong with one file, in the order in which it was found."""

    def __init__(self, file: str) -> None:
        """Start without any."""
        self.file = file
        self.problems: list[Problem] = []

    def add(
        self, path: Path, expected: str, found: str, near: str | None = None
    ) -> None:
        """Note one fault."""
        self.problems.append(
            Problem(
                code="IPT006", path=path, expected=expected, found=found, nearest=near
            )
        )

    def unknown(self, path: Path, what: str, code: str, known: Iterable[str]) -> None:
        """Note a code that is not known."""
        self.add(path, what, "another word", nearest_code(code, known))

    def missing(self, path: Path) -> None:
        """Note a key that is not there."""
        problem = Problem(
            code="IPT005", path=path, expected="this key", found="nothing"
        )
        self.problems.append(problem)

    def only(self, table: Iterable[object], known: Collection[str], path: Path) -> None:
        """Note every key that is not known."""
        for position, key in enumerate(table, 1):
            if key not in known:
                self.problems.append(
                    Problem(
                        code="IPT004",
                        path=path,
                        expected="a known key",
                        found=f"an unknown name for key {position}",
                        nearest=nearest_code(key, known)
                        if isinstance(key, str)
                        else None,
                    )
                )

    def table(self, data: object, path: Path) -> TomlTable | None:
        """Ask for a TOML table; None, with the fault noted, if it is none."""
        if isinstance(data, dict):
            return cast("TomlTable", data)
        self.add(path, "a table", kind_of(data))
        return None

    def tables(self, data: object, path: Path) -> Iterator[tuple[Path, TomlTable]]:
        """Ask for a list of tables, and say where each stands."""
        if not isinstance(data, list):
            self.add(path, "a list of tables", kind_of(data))
            return
        for position, each in enumerate(cast("list[object]", data)):
            table = self.table(each, (*path, position))
            if table is not None:
                yield (*path, position), table

    def take_over(self, theirs: Faults, path: Path) -> None:
        """Note the faults of another file at the place that asks for that file."""
        for problem in theirs.problems:
            found = f"{problem.found} at {python_path(problem.path)} of {theirs.file}"
            self.problems.append(attrs.evolve(problem, path=path, found=found))

    def stop(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            CatalogueError: with every fault.
        """
        if self.problems:
            raise CatalogueError(self.file, self.problems)

"""What can be wrong with a file, and how it is told."""

from __future__ import annotations

__all__ = [
    "MAX_PROBLEMS",
    "PROBLEMS",
    "Path",
    "Problem",
    "ProblemKind",
    "no_more_than_read",
    "python_path",
]

import attrs

from ipt_core._visible import printable

Path = tuple[str | int, ...]

MAX_PROBLEMS = 1000
"""The most problems that one error tells of."""


def python_path(path: Path, root: str = "") -> str:
    """Write a path as Python would: `sessions[3].phase`."""
    steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in path)
    return (root + "".join(steps)).lstrip(".")


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with a file: where, what was found, what was expected."""

    code: str
    """Code of family 0, such as `IPT005`."""
    path: Path = ()
    """Where: names of known fields and positions in lists, counted from 0.

    In a mapping also its own keys, such as the text that a code is given for.
    """
    expected: str
    """What could stand there."""
    found: str
    """The kind of thing that stands there, never the thing itself.

    Of a mapping it is the thing itself, cut where it is long.
    """
    nearest: str | None = None
    """The known name that an unknown one most resembles."""

    def __str__(self) -> str:
        where = python_path(self.path)
        message = f"expected {self.expected}, found {self.found}"
        if self.nearest:
            message += f"; did you mean {self.nearest!r}?"
        said = f"{self.code} {where}: {message}" if where else f"{self.code} {message}"
        return printable(said)


def no_more_than_read(problems: list[Problem]) -> list[Problem]:
    """Cut what is more than anybody reads, and say so at the end."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    more = Problem(code="IPT006", expected="fewer problems", found="more")
    return [*problems[:MAX_PROBLEMS], more]


@attrs.frozen(kw_only=True)
class ProblemKind:
    """One kind of problem."""

    name: str
    """Readable name, such as `missing-field`."""
    what: str
    """What is wrong, in a sentence."""
    why: str
    """Why it is refused."""
    mend: str
    """What to do."""


PROBLEMS = {
    "IPT001": ProblemKind(
        name="unreadable",
        what="The file cannot be read, or holds no text in UTF-8.",
        why="What cannot be read to its last byte would be judged in part.",
        mend=(
            "Give the path of a file that is there, at most 16 MiB, saved "
            "as UTF-8 without a byte order mark."
        ),
    ),
    "IPT002": ProblemKind(
        name="not-json",
        what="The text is not JSON, or its outermost value is not an object.",
        why=("A truncated file looks like this; a plan that lost its end is no plan."),
        mend=(
            "Correct the text at the line and column that are named, or "
            "write it again with `ipt_core.dump`."
        ),
    ),
    "IPT003": ProblemKind(
        name="format-version",
        what=("The field `format` does not name a version that this library reads."),
        why=(
            "What a field means may differ from version to version, so "
            "nothing is guessed."
        ),
        mend=(
            'Write `"format": "ipt-core/plan/1"`, or use a newer version of '
            "the library."
        ),
    ),
    "IPT004": ProblemKind(
        name="unknown-field",
        what="A field has a name that the model does not know.",
        why=(
            "A misspelt field that was passed over in silence would be a "
            "fact that no rule sees."
        ),
        mend=(
            "Use the name that the finding proposes. Data of another "
            "program go into `extensions`; `ipt_core.load(path, "
            'unknown="keep")` puts them there.'
        ),
    ),
    "IPT005": ProblemKind(
        name="missing-field",
        what="A field that has to be there is missing.",
        why=(
            "Without it the entry means nothing: a plan without `protocol` "
            "could be judged by any."
        ),
        mend="Add the field.",
    ),
    "IPT006": ProblemKind(
        name="wrong-value",
        what="A value is of the wrong kind, or outside of what can be meant.",
        why=(
            "Nothing is converted on the quiet: `3.9` is no whole number, "
            '`true` is no 1, and `"3"` is no number.'
        ),
        mend="Write a value of the kind that the finding expects.",
    ),
    "IPT007": ProblemKind(
        name="name-twice",
        what="A name stands twice in one object.",
        why=(
            "JSON readers keep the last one in silence; which was meant, "
            "only the author knows."
        ),
        mend="Keep one of the two.",
    ),
}
"""The problems of files by code; they share family 0 with the rules."""

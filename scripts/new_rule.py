"""Write the module of a new rule: `python scripts/new_rule.py IPT217 phase-pause`.

The module has all its parts and none of its words; the tests of the registry say what
is still missing. A code or name that is or was in use is refused.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from ipt_core import rulebook, rules
from ipt_core._problems import PROBLEMS
from ipt_core._version import __version__

ROOT = Path(__file__).parents[1]
_CODE = re.compile(r"IPT[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_MODULE = '''\
"""{code}: to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Say how a plan breaks this rule."""
    raise NotImplementedError("{code}: give back the plan, broken as told above")


@rule(
    "{code}",
    "{name}",
    severity=Severity.{severity},
    since="{since}",
    sources=(),{safety}
    message="",
    hint="",
    companions=(),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """To be written.

    What it checks:
        To be written.

    Why it matters:
        To be written.

    When departing is right:
        To be written.

    Known limits:
        To be written.
    """
    yield always(None, missing=[() for _ in course.held])
'''

_NEXT = """\
wrote {path}
what is next:
1. In it: the check, the fault, message and hint, sources, and the words under each
   heading. docs/how-to/add-a-rule.md goes through them.
2. In tests/rulebook/cases/: a plan that breaks it and one that keeps it.
3. See what is missing: python -m pytest tests/rulebook tests/laws -k {code}
4. Write its page, and what is compared: python scripts/generate.py"""


class RefusedError(Exception):
    """A rule that cannot be begun."""


def family_of(code: str, given: str | None) -> str:
    """Find the folder for a code; its first digit is the family.

    Raises:
        RefusedError: if there is none, or the given one is for other codes.
    """
    fitting = [
        folder
        for folder, words in rulebook.FAMILIES.items()
        if words.startswith(code[3])
    ]
    if given is None and fitting:
        return fitting[0]
    if given in fitting:
        return str(given)
    if given in rulebook.FAMILIES:
        raise RefusedError(f"{given} holds rules of family {rulebook.FAMILIES[given]}")
    raise RefusedError(
        f"no folder is for codes IPT{code[3]}..: name one in FAMILIES, in "
        "src/ipt_core/rulebook/__init__.py"
    )


def used_before(root: Path) -> set[str]:
    """List the codes that were ever released."""
    kept = root / "tests" / "compat" / "codes.txt"
    return {line.split()[0] for line in kept.read_text(encoding="utf-8").splitlines()}


def new_rule(code: str, name: str, family: str | None, root: Path = ROOT) -> Path:
    """Write the module; give its path.

    Raises:
        RefusedError: if the code or the name has the wrong form or is in use.
    """
    if not _CODE.fullmatch(code) or not _NAME.fullmatch(name):
        raise RefusedError(
            "a rule needs a code like IPT217 and a name like phase-pause"
        )
    names = {word for rule in rules for word in (rule.name, *rule.aliases)}
    if code in {*used_before(root), *PROBLEMS, *(rule.code for rule in rules)}:
        raise RefusedError(f"{code} is or was in use; a code is never used again")
    if name in {*names, *(kind.name for kind in PROBLEMS.values())}:
        raise RefusedError(f"the name {name} is in use")
    folder = root / "src" / "ipt_core" / "rulebook" / family_of(code, family)
    path = folder / f"{name.replace('-', '_')}.py"
    safety = code[3] == "8"
    text = _MODULE.format(
        code=code,
        name=name,
        severity="ERROR" if safety else "WARNING",
        since=".".join(__version__.split(".")[:2]),
        safety="\n    safety=True," if safety else "",
    )
    folder.mkdir(exist_ok=True)
    package = folder / "__init__.py"
    if not package.exists():
        words = rulebook.FAMILIES[folder.name].replace(" - ", ": ")
        package.write_text(f'"""Family {words}."""\n', encoding="utf-8")
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def main(arguments: list[str]) -> int:
    """Run the command; 0 if the module was written."""
    parser = argparse.ArgumentParser(description="Write the module of a new rule.")
    parser.add_argument("code", help="a code that was never used, such as IPT217")
    parser.add_argument("name", help="a readable name, such as phase-pause")
    parser.add_argument("--family", help="the folder, where the code leaves a choice")
    given = parser.parse_args(arguments)
    try:
        path = new_rule(given.code, given.name, given.family)
    except (RefusedError, FileExistsError) as error:
        print(f"new_rule.py: {error}", file=sys.stderr)
        return 1
    print(_NEXT.format(path=path.relative_to(ROOT), code=given.code))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

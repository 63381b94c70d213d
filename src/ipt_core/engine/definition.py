"""A rule: one addressable thing with its metadata, check, fault and documentation."""

from __future__ import annotations

__all__ = ["HEADINGS", "Rule", "rule"]

import inspect
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._checks import nearest
from ipt_core._shown import Shown
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS
from ipt_core.evidence import Severity
from ipt_core.exceptions import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.engine.needs import Need
    from ipt_core.model import TreatmentPlan

    Check = Callable[..., Iterator[Need]]
    Fault = Callable[[TreatmentPlan], TreatmentPlan]

HEADINGS = (
    "What it checks",
    "Why it matters",
    "When departing is right",
    "Known limits",
)
"""The headings that a rule's documentation has, in this order."""

_INJECTABLE = (*VALUE_FIELDS, *LISTED, "alternatives")
_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@attrs.frozen(kw_only=True, eq=False)
class Rule(Shown):
    """A rule and all that belongs to it."""

    code: str
    """Permanent code, such as `IPT203`; never used again for another rule."""
    name: str
    """Readable name, such as `phase-order`."""
    severity: Severity
    """What a finding of it is, unless its evidence allows less."""
    since: str
    """Version in which it came."""
    message: str
    """Template of a finding's sentence; its fields are the params of the needs."""
    hint: str
    """Template of what would mend it, or of what is owed."""
    sources: tuple[str, ...] = ()
    """Keys of the bibliography that the rule itself rests on."""
    requirements: tuple[str, ...] = ()
    """Rows of the list of what the literature asks that it answers, such as `R26`."""
    structural: bool = False
    """Whether it follows from what the model means and needs no source."""
    safety: bool = False
    """Whether it is about safety: never capped, never silenced out of sight."""
    companions: tuple[str, ...] = ()
    """Codes of rules that its fault may wake too."""
    aliases: tuple[str, ...] = ()
    """Names that it had before."""
    where: tuple[str, ...] = ()
    """Values that the protocol has to have for the rule to apply, beside those that
    the check takes; a finding does not rest on them."""
    tolerances: tuple[str, ...] = ()
    """Values that only silence it, date it or word it: they do not cap a finding."""
    check: Check = attrs.field(repr=False)
    """Yields needs for a course; protocol values come in by argument name."""
    fault: Fault | None = attrs.field(default=None, repr=False)
    """Breaks a conformant plan so that this rule finds it."""
    arguments: tuple[str, ...] = ()
    """Names of the protocol values that the check takes."""
    optional: tuple[str, ...] = ()
    """Those of them that a protocol need not have: the check has a default for each."""

    @property
    def values(self) -> tuple[str, ...]:
        """Names of all protocol values that it looks at: `arguments` and `where`."""
        return (*self.arguments, *self.where)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rule_pages import rule_page

        return tuple(rule_page(self))

    @property
    def sections(self) -> dict[str, str]:
        """The documentation by heading; the summary line stands under `""`."""
        return _sections(inspect.getdoc(self.check) or "")

    @property
    def link(self) -> str:
        """Permanent address of its page, relative to the documentation's root."""
        return f"rules/{self.code}.html"

    def answers_to(self, selector: str) -> bool:
        """Tell whether a selector means it: code, name, or a prefix (`IPT2`)."""
        return (
            selector == self.name
            or selector in self.aliases
            or (selector[:1].isupper() and self.code.startswith(selector))
        )

    # A rule is one thing and has an identity: no copy is made of it, and another
    # process finds its own where the check stands.
    def __copy__(self) -> Rule:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Rule:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        module: str = getattr(self.check, "__module__", "")
        name: str = getattr(self.check, "__qualname__", "")
        if getattr(sys.modules.get(module), name, None) is not self:
            raise RuleError(
                f"{self.code}: only a rule that stands in a module under the name of "
                "its check can be pickled"
            )
        return _standing, (module, name)


def _standing(module: str, name: str) -> object:
    return getattr(import_module(module), name, None)


def rule(
    code: str,
    name: str,
    *,
    severity: Severity | str,
    since: str,
    message: str,
    hint: str,
    sources: tuple[str, ...] = (),
    requirements: tuple[str, ...] = (),
    structural: bool = False,
    safety: bool = False,
    companions: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    where: tuple[str, ...] = (),
    tolerances: tuple[str, ...] = (),
    fault: Fault | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that takes a course and yields needs.

    The function's further arguments are values of the protocol, taken by the name
    of the field of `Protocol`. Where the protocol has no such value, the rule does
    not apply; where the literature held does not give it, the rule is not checked.
    An argument with a default keeps it in both cases.

    What it takes is the evidence of its findings, and caps them; only a rule that
    takes nothing is capped by its own sources. One without sources that is not
    structural is a convention: its findings are information until somebody gives it
    another severity.

    Raises:
        RuleError: if the code, name, severity or sources have the wrong form, or an
            argument is no value of a protocol.
    """

    def make(check: Check) -> Rule:
        if not _CODE.fullmatch(code) or not _NAME.fullmatch(name):
            raise RuleError(
                "a rule needs a code like IPT203 and a name like phase-order"
            )
        if severity not in set(Severity):
            raise RuleError(f"{code}: the severity is one of {', '.join(Severity)}")
        if isinstance(sources, str):
            raise RuleError(f"{code}: sources is a tuple of keys of the bibliography")
        taken = inspect.signature(check).parameters
        return Rule(
            code=code,
            name=name,
            severity=Severity(severity),
            since=since,
            message=message,
            hint=hint,
            sources=sources,
            requirements=requirements,
            structural=structural,
            safety=safety,
            companions=companions,
            aliases=aliases,
            where=where,
            tolerances=tolerances,
            check=check,
            fault=fault,
            arguments=_arguments(code, tuple(taken), where),
            optional=tuple(n for n, p in taken.items() if p.default is not p.empty),
        )

    return make


def _arguments(
    code: str, names: tuple[str, ...], where: tuple[str, ...]
) -> tuple[str, ...]:
    if names[:1] != ("course",):
        raise RuleError(f"{code}: the first argument has to be named 'course'")
    for name in (*names[1:], *where):
        if name not in _INJECTABLE:
            near = nearest(name, _INJECTABLE)
            hint = f"; did you mean {near!r}?" if near else ""
            raise RuleError(f"{code} asks for {name!r}, which no protocol has{hint}")
    return names[1:]


def _sections(doc: str) -> dict[str, str]:
    found: dict[str, Any] = {"": []}
    heading = ""
    for line in doc.splitlines():
        if line.rstrip(":") in HEADINGS:
            heading = line.rstrip(":")
            found[heading] = []
        else:
            found[heading].append(line)
    return {
        key: inspect.cleandoc("\n".join(lines)).strip() for key, lines in found.items()
    }

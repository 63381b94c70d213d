"""A set of rules: looked up, selected, extended, and bound to a protocol."""

from __future__ import annotations

__all__ = ["Bound", "RuleSet", "Variant"]

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core import catalogue
from ipt_core._checks import kind_of, listed, nearest
from ipt_core._shown import Shown
from ipt_core.catalogue import Protocol
from ipt_core.engine.definition import Rule
from ipt_core.engine.finding import RuleOutcome
from ipt_core.evidence import (
    Basis,
    Citation,
    Reading,
    Severity,
    Sourced,
    strongest,
    weakest,
)
from ipt_core.exceptions import InvalidValueError, RuleError, UnknownCodeError
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block


@attrs.frozen(kw_only=True)
class Variant:
    """One reading of each value that a rule takes."""

    arguments: dict[str, Any]
    """The values by argument name."""
    readings: tuple[Reading[Any], ...]
    """What a finding rests on: where they come from, tolerances left out."""


@attrs.frozen(kw_only=True)
class Bound:
    """A rule bound to a protocol, once for all plans."""

    rule: Rule
    """The rule."""
    variants: tuple[Variant, ...]
    """One for each combination of readings; the kindest outcome wins."""
    citations: tuple[Citation, ...]
    """Those of the rule's own sources that are worth most for this protocol."""
    basis: Basis
    """What the rule's own sources are worth for this protocol."""
    severity: Severity
    """The rule's severity, or the lower one that the protocol's sources ask for."""
    override: Severity | None
    """The severity that the user gave it: no cap applies to it."""
    silenced: bool
    """Whether the user ignored it; a safety rule runs all the same."""
    absent: bool
    """Whether this protocol lacks a value that it takes: then it does not apply."""
    unknown: tuple[str, ...]
    """Values that the literature held does not give, or `protocol` where that is not
    known: then it is not checked."""
    _plain: dict[tuple[Outcome, str | None], RuleOutcome] = attrs.field(
        factory=dict[tuple[Outcome, str | None], RuleOutcome], init=False, repr=False
    )

    def plain(self, outcome: Outcome, reason: str | None = None) -> RuleOutcome:
        """An outcome that needs no more words; most are, so each is made once."""
        made = self._plain.get((outcome, reason))
        if made is None:
            made = self._plain[outcome, reason] = self.told(outcome, reason=reason)
        return made

    def told(self, outcome: Outcome, **words: Any) -> RuleOutcome:
        """An outcome with the words that it needs, by the fields of `RuleOutcome`."""
        rule = self.rule
        return RuleOutcome(
            code=rule.code, name=rule.name, safety=rule.safety, outcome=outcome, **words
        )


def _by_code(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    found = sorted(listed(rules, "rules", Rule), key=lambda rule: rule.code)
    words = _words(found)
    if len(words) != len(set(words)):
        raise RuleError("two rules have the same code, name or alias")
    return tuple(found)


def _words(rules: Iterable[Rule]) -> list[str]:
    return [word for rule in rules for word in (rule.code, rule.name, *rule.aliases)]


def _names_in(made: RuleSet) -> frozenset[str]:
    return frozenset(_words(made.rules))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RuleSet(Shown):
    """Rules in the order of their codes; every change gives a new set.

    To go through it, to count it and to ask whether a rule is `in` it means the rules
    that are run: those selected, and every safety rule. `rules` has all.

    Raises:
        RuleError: if two rules have the same code, name or alias.
    """

    rules: tuple[Rule, ...] = attrs.field(default=(), converter=_by_code)
    """All rules, selected or not."""
    selected: frozenset[str] | None = attrs.field(init=False, default=None)
    """Codes of the rules that are run; None for all. Safety rules always run."""
    silenced: frozenset[str] = attrs.field(init=False, default=frozenset[str]())
    """Codes of ignored safety rules: they run, and their findings are waived."""
    severities: Mapping[str, Severity] = attrs.field(
        init=False, factory=lambda: MappingProxyType(dict[str, Severity]())
    )
    """Severities that the user gave, by code."""
    changes: tuple[str, ...] = attrs.field(init=False, default=())
    """What was changed, in words, for the stamp of a report."""
    names: frozenset[str] = attrs.field(
        init=False, default=attrs.Factory(_names_in, takes_self=True)
    )
    """Codes, names and old names of all rules, selected or not."""
    _bound: dict[int, tuple[Protocol | None, tuple[Bound, ...]]] = attrs.field(
        factory=dict[int, tuple[Protocol | None, tuple[Bound, ...]]], init=False
    )

    def __getitem__(self, selector: str) -> Rule:
        """Find a rule by its code, its name or an old name, whether it is run or not.

        Raises:
            UnknownCodeError: if there is none; it names the nearest.
        """
        if not isinstance(cast("object", selector), str):
            raise UnknownCodeError("rule")
        for rule in self.rules:
            if selector in {rule.code, rule.name, *rule.aliases}:
                return rule
        words = [word for rule in self.rules for word in (rule.code, rule.name)]
        raise UnknownCodeError("rule", nearest(selector, words))

    def __iter__(self) -> Iterator[Rule]:
        return filter(self.runs, self.rules)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, selector: object) -> bool:
        """Tell whether a rule, or that of a code or name, is one that is run."""
        return isinstance(selector, str | Rule) and any(
            selector in (rule, rule.code, rule.name, *rule.aliases) for rule in self
        )

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rule_pages import list_of_rules

        return tuple(list_of_rules(self, self.changes))

    def __repr__(self) -> str:
        return f"<RuleSet: {'; '.join((f'{len(self)} rules', *self.changes))}>"

    def extend(self, *rules: Rule) -> RuleSet:
        """Add rules.

        Raises:
            InvalidValueError: if something else than a rule is given.
            RuleError: if a code, name or alias is taken.
            UnknownCodeError: if a rule names a source that is not in the bibliography.
        """
        codes = [rule.code for rule in listed(rules, "rules", Rule)]
        selected = None if self.selected is None else self.selected | set(codes)
        for key in (key for rule in rules for key in rule.sources):
            if key not in catalogue.bibliography:
                raise UnknownCodeError("source", nearest(key, catalogue.bibliography))
        return self._with(
            f"added {', '.join(codes)}", rules=(*self.rules, *rules), selected=selected
        )

    def select(self, *selectors: str) -> RuleSet:
        """Run only the rules that a code, a name or a prefix (`IPT2`) means.

        Safety rules run all the same. Several selectors are given one after the other.

        Raises:
            InvalidValueError: if a selector is no text.
            UnknownCodeError: if a selector means no rule.
        """
        codes = frozenset(self._codes(selectors))
        return self._with(f"selected {', '.join(selectors)}", selected=codes)

    def ignore(self, *selectors: str) -> RuleSet:
        """Leave out the rules that a code, a name or a prefix means.

        A safety rule is not left out: it runs, and its findings are shown as waived.
        Several selectors are given one after the other.

        Raises:
            InvalidValueError: if a selector is no text.
            UnknownCodeError: if a selector means no rule.
        """
        codes = self._codes(selectors)
        safety = {rule.code for rule in self.rules if rule.safety}
        every = frozenset(rule.code for rule in self.rules)
        kept = (every if self.selected is None else self.selected) - codes
        return self._with(
            f"ignored {', '.join(selectors)}",
            selected=kept,
            silenced=self.silenced | (codes & safety),
        )

    def with_severity(self, selector: str, severity: Severity | str) -> RuleSet:
        """Give the rules that a code, a name or a prefix means another severity.

        Raises:
            UnknownCodeError: if there is no such rule.
            InvalidValueError: if the selector is no text, or there is no such severity;
                it lists those there are.
            RuleError: if it would lower the severity of a safety rule.
        """
        if severity not in tuple(Severity):
            expected = f"one of {', '.join(Severity)}"
            raise InvalidValueError(expected, "something else", "severity")
        given = Severity(severity)
        codes = self._codes((selector,), "selector")
        if any(
            r.safety and given.rank < r.severity.rank
            for r in self.rules
            if r.code in codes
        ):
            raise RuleError("the severity of a safety rule cannot be lowered")
        return self._with(
            f"{selector} as {given}",
            severities={**self.severities, **dict.fromkeys(codes, given)},
        )

    def runs(self, rule: Rule) -> bool:
        """Tell whether a rule is run."""
        return rule.safety or self.selected is None or rule.code in self.selected

    def bind(self, protocol: Protocol | None) -> tuple[Bound, ...]:
        """Bind the rules that are run to a protocol; None is one that is not known."""
        # By identity, with the protocol kept alive, as another one may share the code.
        key = id(protocol)
        if key not in self._bound:
            bound = [self._bind(rule, protocol) for rule in self]
            self._bound[key] = (protocol, tuple(bound))
        return self._bound[key][1]

    def _codes(self, selectors: tuple[str, ...], where: str = "selectors") -> set[str]:
        codes: set[str] = set()
        for selector in selectors:
            if not isinstance(cast("object", selector), str):
                expected = "a code, a name or a prefix"
                if where == "selectors":
                    expected += ", several one after the other"
                raise InvalidValueError(expected, kind_of(selector), where)
            found = {rule.code for rule in self.rules if rule.answers_to(selector)}
            if not found:
                words = [word for rule in self.rules for word in (rule.code, rule.name)]
                raise UnknownCodeError("rule", nearest(selector, words))
            codes |= found
        return codes

    def _with(
        self, change: str, *, rules: tuple[Rule, ...] | None = None, **fields: Any
    ) -> RuleSet:
        fields["changes"] = (*self.changes, change)
        return _made_of(rules or self.rules, self._kept() | fields)

    def _kept(self) -> dict[str, Any]:
        return {
            "selected": self.selected,
            "silenced": self.silenced,
            "severities": dict(self.severities),
            "changes": self.changes,
        }

    def __reduce__(self) -> tuple[object, ...]:
        return _made_of, (self.rules, self._kept())

    def _bind(self, rule: Rule, protocol: Protocol | None) -> Bound:
        code = protocol.code if protocol else None
        citations = tuple(catalogue.cite(key, code) for key in rule.sources)
        unsourced = Basis.STRUCTURAL if rule.structural else Basis.CONVENTION
        basis = strongest(c.basis for c in citations) if citations else unsourced
        values = {name: getattr(protocol, name, None) for name in rule.values}
        # What a rule has a default for is left out where it is not known.
        for name in rule.optional:
            if not _is_known(values[name]):
                del values[name]
        unknown = [
            name
            for name, value in values.items()
            if isinstance(value, Sourced) and not value.known
        ]
        absent = any(value is None or value == () for value in values.values())
        # A value that is false in every reading is one that the protocol has not.
        absent = absent or any(_is_false(values[name]) for name in rule.where)
        if protocol is None:
            absent = False
            free = (rule.structural or rule.safety) and not values
            unknown = [] if free else ["protocol"]
        given = protocol.severities.get(rule.code) if protocol else None
        severity = weakest(filter(None, (rule.severity, given)))
        return Bound(
            rule=rule,
            variants=() if unknown or absent else _variants(rule, values),
            citations=tuple(c for c in citations if c.basis is basis),
            basis=basis,
            severity=severity,
            override=self.severities.get(rule.code),
            silenced=rule.code in self.silenced,
            absent=absent,
            unknown=tuple(unknown),
        )


def _made_of(rules: tuple[Rule, ...], fields: dict[str, Any]) -> RuleSet:
    made = RuleSet(rules=rules)
    severities = MappingProxyType(dict[str, Severity](fields["severities"]))
    for name, value in (fields | {"severities": severities}).items():
        object.__setattr__(made, name, value)
    return made


def _is_known(value: object) -> bool:
    return value.known if isinstance(value, Sourced) else value is not None


def _is_false(value: Sourced[Any] | None) -> bool:
    return value is not None and value.known and not value.value


def _variants(rule: Rule, values: dict[str, Any]) -> tuple[Variant, ...]:
    taken = {name: values[name] for name in rule.arguments if name in values}
    sourced: dict[str, Sourced[Any]] = {
        name: value for name, value in taken.items() if isinstance(value, Sourced)
    }
    plain = {name: v for name, v in taken.items() if name not in sourced}
    return tuple(
        Variant(
            arguments=plain
            | {n: r.value for n, r in zip(sourced, readings, strict=True)},
            readings=tuple(
                reading
                for name, reading in zip(sourced, readings, strict=True)
                if name not in rule.tolerances
            ),
        )
        for readings in product(*(value.readings for value in sourced.values()))
    )

"""Interpersonal Psychotherapy (IPT) as typed, sourced and checkable structure.

    import ipt_core as ipt

    plan = ipt.load("plan.json")
    print(ipt.check(plan))

Reading and writing: `load`, `loads`, `dump`, `dumps`, `from_data`, `to_data`,
`redact`, `schema`. Checking: `check`, `check_data`, `rules`, `rule`, `Report`.
Drafting: `draft`. Pictures: `picture`. Scores: `response`, `remission`,
`reliable_change`, `band`, `meets_definition`, `social_rhythm`. The literature:
`protocols`, `problem_areas`, `strategies`, `techniques`, `tasks`, `measures`,
`definitions`, `bibliography`, `disagreements`, `article`, and all other `tables`;
`find` looks through them. The models: `TreatmentPlan` and its parts. Importing this
package loads none of them; each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ipt_core._version import __version__ as __version__

if TYPE_CHECKING:
    from ipt_core._api import *
    from ipt_core.catalogue import *
    from ipt_core.engine import *
    from ipt_core.evidence import *
    from ipt_core.exceptions import *
    from ipt_core.model import *
    from ipt_core.outcomes import *
    from ipt_core.vocabulary import *

_HOMES = (
    "exceptions",
    "evidence",
    "vocabulary",
    "model",
    "catalogue",
    "outcomes",
    "_api",
    "engine",
)


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return __dir__()
    homes = () if name.startswith("_") or find_spec(f"ipt_core.{name}") else _HOMES
    for home in homes:
        module = import_module(f"ipt_core.{home}")
        if name in module.__all__:
            globals()[name] = value = getattr(module, name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    homes = (import_module(f"ipt_core.{home}") for home in _HOMES)
    return sorted({"__version__", *(name for home in homes for name in home.__all__)})

"""Draw the pictures again that the tests compare; look at them before committing.

`python scripts/remake_pictures.py` writes `tests/display/reference/`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Write them all."""
    import matplotlib as mpl

    import ipt_core as ipt
    from ipt_core.display import cohort_plot, plot
    from tests.display.samples import COMPARED, REFERENCE, RULES, SMALL, cohort, drawn

    mpl.use("agg")
    for name in COMPARED:
        for file, svg in drawn(name).items():
            (REFERENCE / file).write_text(svg, encoding="utf-8")
        if name == "cohort":
            ax = cohort_plot(cohort())
        else:
            ax = plot(SMALL[name], ipt.check(SMALL[name], rules=RULES))
        figure: Any = ax.figure
        figure.savefig(REFERENCE / f"{name}.png", dpi=50)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()

"""The pictures that stand in pages, each as HTML that a page takes in."""

from __future__ import annotations

__all__ = ["pages"]

from pathlib import Path

import ipt_core as ipt
from ipt_core.display import cohort_picture

PLANS = Path(__file__).parents[2] / "examples" / "plans"


def pages() -> dict[str, str]:
    """Draw what `docs/how-to/draw-a-course.md` shows, by the path under `docs`."""
    plans = [ipt.load(path) for path in sorted(PLANS.glob("*.json"))]
    cohort = [(plan, ipt.check(plan)) for plan in plans]
    pictures = {
        "faults": ipt.picture(ipt.load(PLANS / "draft-with-faults.json")),
        "seventh": ipt.picture(ipt.load(PLANS / "depression-16.json"), as_of=7),
        "cohort": cohort_picture(cohort, by=["protocol"]),
    }
    return {
        f"how-to/.pictures/{name}.html": picture.to_html() + "\n"
        for name, picture in pictures.items()
    }

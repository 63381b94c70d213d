"""Pictures of courses: for a screen, a notebook or a paper, with their numbers.

`picture` and `cohort_picture` need nothing else. `plot` and `plot_cohort` draw the same
for papers; they need matplotlib, which comes with the extra `ipt-core[plot]`.
"""

from __future__ import annotations

__all__ = ["WIDE", "Picture", "cohort_picture", "picture", "plot", "plot_cohort"]

from ipt_core.display._picture import WIDE, Picture, cohort_picture, picture
from ipt_core.display._plot import plot, plot_cohort

"""Pictures of courses: for a screen, a notebook or a paper, with their numbers.

`ipt_core.picture` and `cohort_picture` need nothing else. `plot` and `cohort_plot` draw
the same for papers; they need matplotlib, which comes with the extra `ipt-core[plot]`.
"""

from __future__ import annotations

__all__ = ["Picture", "cohort_picture", "cohort_plot", "plot"]

from ipt_core.display._picture import Picture, cohort_picture
from ipt_core.display._plot import cohort_plot, plot

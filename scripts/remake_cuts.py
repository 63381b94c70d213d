"""Write the reports on the 16-session course, cut after each session, for the tests."""

from __future__ import annotations

from pathlib import Path

import ipt_core as ipt

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write a report for every session, and one before the first."""
    plan = ipt.load(ROOT / "examples" / "plans" / "depression-16.json")
    folder = ROOT / "tests" / "corpus" / "cuts"
    folder.mkdir(exist_ok=True)
    for after in range(17):
        report = ipt.check(plan, as_of=after).to_text()
        (folder / f"after-{after:02}.txt").write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Checks six plans and a file that is none, and shows what is said of each.

    make demo

It needs the library and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import ipt_core as ipt

HERE = Path(__file__).resolve().parent
PLANS = HERE / "plans"


def say(text: str) -> None:
    words = " ".join(text.split())
    print("#" * 88 + "\n" + fill(words, 88, break_on_hyphens=False) + "\n")


say("""
    Interpersonal Psychotherapy (IPT) is a therapy of fixed length with a known
    structure: three phases, one or two problem areas, goals and strategies that belong
    to them, tasks for each phase. ipt_core holds that structure as data, with the
    source of each number, and checks plans and records against it. A finding has a code
    and says where it is, what would mend it, what it rests on, and what kept it from
    being more severe. What can still be done is owed; what the record does not show is
    not checked, never taken for not done.
    """)

say("""
    1. Mariana is a published case. An excerpt of a book tells of session 1 and session
    10 of 12, so nothing can be found wrong, and the report says what it could not
    judge.
    """)
print(ipt.check(ipt.load(PLANS / "mariana.json")))

say("""
    2. Of Joy, another published case, one session is known. Even such a record is a
    plan: what is missing in it is missing, not wrong.
    """)
print(ipt.check(ipt.load(PLANS / "joy.json")))

say("""
    3. An invented course of 16 sessions for depression, recorded in full, from its end.
    """)
course = ipt.load(PLANS / "depression-16.json")
print(ipt.check(course))

say("""
    4. The same course as it stood after session 5. What lies ahead is owed, with the
    session by which it is due.
    """)
print(ipt.check(course, as_of=5))

say("""
    5. The article that this project started from asks for 12 to 20 sessions in four to
    five months. A plan that keeps to 12 weekly sessions cannot do both, and the report
    says how weeks and sessions would fit.
    """)
print(ipt.check(ipt.load(PLANS / "article-12-weekly.json")))

say("""
    6. A plan for an adolescent as a language model might have drafted it: too many
    sessions, a phase out of order, a strategy of another problem area, a misspelt
    technique, a goal without a strategy. It also claims that the patient agreed, and
    scored 31 of 27. What a model claims of a person does not count until a person
    confirms it: the agreement is still owed.
    """)
print(ipt.check(ipt.load(PLANS / "draft-with-faults.json")))

say("""
    7. A file that cannot be read as a plan: every problem of it is told at once, with
    its place and the nearest known name, and nothing of what the file says.
    """)
print(ipt.check_data(HERE / "not-a-plan.json"))

say("""
    What to read next: README.md, and this demo's own code, examples/demo.py, with its
    plans in examples/plans/. `.venv/bin/ipt-core explain phase-order` explains a rule,
    `.venv/bin/ipt-core protocols ipt-a` shows each number of a protocol with its
    source, and `.venv/bin/ipt-core new ipt-a --area grief --start 2026-01-05` drafts a
    plan. `make docs` builds the documentation.
    """)

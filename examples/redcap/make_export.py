"""Writes courses as a REDCap export: raw data, shifted dates, one row a form.

    python examples/redcap/make_export.py

writes `export.csv`, four invented courses with what real exports have too: codes for
missing values, forms that nobody filled in, a cell that is no number.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import ipt_core as ipt
from ipt_core.testing import deliver, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).resolve().parent

STATUS = {"planned": "0", "delivered": "1", "missed": "2", "cancelled": "3"}
PHASE = {"initial": "1", "middle": "2", "termination": "3"}
SETTING = {"individual": "1", "group": "2", "couple": "3", "dyad": "4"}
COURSE = {
    "completed": "1",
    "completed-early": "2",
    "discontinued": "3",
    "maintenance": "4",
    "active": "5",
}
AREA = {
    "grief": "1",
    "role-dispute": "2",
    "role-transition": "3",
    "interpersonal-deficits": "4",
}
PRESENCE = {"absent": "0", "present": "1", "not-assessed": "8"}
COMPLETE = "2"

Cells = dict[str, str]


@attrs.frozen
class Forms:
    """What the forms of a study have places for."""

    tasks: tuple[str, ...]
    """Tasks that have a box."""
    measures: tuple[str, ...]
    """Instruments of which the total is entered."""
    item: tuple[str, int] | None = None
    """An instrument, and the item of it that is entered too."""


def forms_for(plans: Iterable[ipt.TreatmentPlan]) -> Forms:
    """Forms that have places for all that some courses hold."""
    sessions = [session for plan in plans for session in plan.sessions or ()]
    tasks = {task for session in sessions for task in session.tasks or ()}
    scores = [score for plan in plans for score in _scores(plan)]
    return Forms(tuple(sorted(tasks)), tuple(sorted({s.instrument for s in scores})))


def export(plans: Sequence[ipt.TreatmentPlan], forms: Forms) -> str:
    """Write the export."""
    return written(list(rows_of(plans, forms)))


def rows_of(plans: Iterable[ipt.TreatmentPlan], forms: Forms) -> Iterator[Cells]:
    """Write the export row by row."""
    for number, plan in enumerate(plans, 1):
        yield from _rows(number, plan, forms)


def written(rows: Sequence[Cells]) -> str:
    """Write rows as REDCap does: a column is empty in the rows of other forms."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    names.sort(key=lambda name: not name.startswith(("record_id", "redcap_")))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _scores(plan: ipt.TreatmentPlan) -> Iterator[ipt.Score]:
    yield from (plan.assessment.scores or ()) if plan.assessment else ()
    for session in plan.sessions or ():
        yield from session.scores or ()


def _rows(number: int, plan: ipt.TreatmentPlan, forms: Forms) -> Iterator[Cells]:
    arm = 2 if plan.labels and plan.labels.arm == "supervised" else 1
    shift = timedelta(days=37 * number % 365)  # REDCap moves each record by its own
    record = {"record_id": plan.id or str(number)}

    def row(event: str, instrument: str = "", instance: str = "") -> Cells:
        return record | {
            "redcap_event_name": f"{event}_arm_{arm}",
            "redcap_repeat_instrument": instrument,
            "redcap_repeat_instance": instance,
            "redcap_data_access_group": (plan.labels and plan.labels.site) or "",
        }

    yield row("enrolment") | _enrolment(plan, forms)
    for instance, session in enumerate(plan.sessions or (), 1):
        form = row("treatment", "session_record", str(instance))
        yield form | _session(session, forms, shift)
    end = plan.end
    yield row("closeout") | {
        "course_status": COURSE.get(plan.status, ""),
        "end_date": _moved(end.on if end else None, shift),
        "closeout_complete": COMPLETE,
    }


def _enrolment(plan: ipt.TreatmentPlan, forms: Forms) -> Cells:
    contract = (plan.contracts or (ipt.Contract(),))[0]
    found = plan.assessment or ipt.Assessment()
    cells = {
        "manual": plan.protocol,
        "setting": SETTING.get(plan.setting or "", ""),
        "age": _number(plan.age),
        "disorder": found.diagnoses[0].disorder if found.diagnoses else "",
        "n_sessions": _number(contract.sessions),
        "n_minutes": _number(contract.minutes),
        "n_days": _number(contract.cadence_days),
        "contract_session": _number(contract.from_session),
        "contract_agreed": _yes(contract.agreements),
        "therapist": (plan.labels and plan.labels.therapist) or "",
    }
    foci = (*(plan.foci or ()), None, None, None)
    for rank, focus in enumerate(foci[:3], 1):
        cells |= {
            f"focus_{rank}": AREA.get(focus.area, focus.area) if focus else "",
            f"focus_{rank}_session": _number(focus.chosen_in) if focus else "",
            f"focus_{rank}_agreed": _yes(focus.agreements) if focus else "",
        }
    cells |= _totals(found.scores, forms, "_0")
    return cells | {"enrolment_complete": COMPLETE}


def _session(session: ipt.Session, forms: Forms, shift: timedelta) -> Cells:
    thoughts = [e.thoughts for e in session.enquiries or () if e.topic == "suicide"]
    cells = {
        "sess_kind": session.kind,
        "sess_status": STATUS.get(session.status, ""),
        "sess_no": _number(session.number),
        "sess_phase": PHASE.get(session.phase or "", ""),
        "sess_date": _moved(session.on, shift),
        "sess_minutes": _number(session.minutes),
    }
    for place, task in enumerate(forms.tasks, 1):
        cells[f"tasks___{place}"] = str(int(task in (session.tasks or ())))
    cells["tasks___nask"] = str(int(session.tasks is None))
    cells |= _totals(session.scores, forms, "")
    if forms.item:
        code, item = forms.item
        answers = [
            answer.value
            for score in session.scores or ()
            if score.instrument == code
            for answer in score.items or ()
            if answer.item == item
        ]
        cells[f"{_field(code)}_item_{item}"] = _number(answers[0]) if answers else ""
    cells["si_thoughts"] = PRESENCE.get(thoughts[0] or "", "") if thoughts else ""
    return cells | {"session_record_complete": COMPLETE}


def _totals(scores: Sequence[ipt.Score] | None, forms: Forms, after: str) -> Cells:
    totals = {score.instrument: score.total for score in scores or ()}
    given = {code: _number(totals.get(code)) for code in forms.measures}
    absent = "-99" if scores is None else ""
    return {f"{_field(code)}{after}": text or absent for code, text in given.items()}


def _field(code: str) -> str:
    return code.replace("-", "_")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _moved(day: date | None, shift: timedelta) -> str:
    return "" if day is None else (day - shift).isoformat()


def _yes(agreements: Sequence[ipt.Attestation] | None) -> str:
    return "" if agreements is None else str(int(bool(agreements)))


def mapping_for(forms: Forms) -> dict[str, Any]:
    """The mapping for such an export; `mapping.toml` says the same for the example."""

    def turned(words: dict[str, str]) -> dict[str, str]:
        return {code: word for word, code in words.items()}

    def scores(after: str) -> list[dict[str, Any]]:
        return [
            {"instrument": code, "total": f"{_field(code)}{after}", "by": "patient"}
            for code in forms.measures
        ]

    in_session = scores("")
    for score in in_session:
        if forms.item and score["instrument"] == forms.item[0]:
            code, item = forms.item
            score["items"] = {str(item): f"{_field(code)}_item_{item}"}
    boxes = {f"tasks___{place}": task for place, task in enumerate(forms.tasks, 1)}
    return {
        "format": "ipt-core/mapping/1",
        "cells": {"missing": ["-99", "NASK"], "dates": "shifted"},
        "plan": {
            "where": {"redcap_repeat_instrument": [""]},
            "complete": {"enrolment_complete": [COMPLETE]},
            "id": "record_id",
            "protocol": "manual",
            "status": {"column": "course_status", "codes": turned(COURSE)},
            "age": "age",
            "setting": {"column": "setting", "codes": turned(SETTING)},
            "site": "redcap_data_access_group",
            "arm": {
                "column": "redcap_event_name",
                "codes": {
                    f"{event}_arm_{number}": arm
                    for number, arm in enumerate(("weekly", "supervised"), 1)
                    for event in ("enrolment", "closeout")
                },
            },
            "therapist": "therapist",
            "sessions": "n_sessions",
            "minutes": "n_minutes",
            "cadence_days": "n_days",
            "contract_session": "contract_session",
            "contract_agreed": "contract_agreed",
            "foci": [
                {
                    "area": {"column": f"focus_{rank}", "codes": turned(AREA)},
                    "chosen_in": f"focus_{rank}_session",
                    "agreed": f"focus_{rank}_agreed",
                }
                for rank in (1, 2, 3)
            ],
            "diagnoses": [{"disorder": "disorder"}],
            "scores": scores("_0"),
        },
        "sessions": [
            {
                "where": {"redcap_repeat_instrument": ["session_record"]},
                "complete": {"session_record_complete": [COMPLETE]},
                "order": "redcap_repeat_instance",
                "kind": "sess_kind",
                "status": {"column": "sess_status", "codes": turned(STATUS)},
                "number": "sess_no",
                "phase": {"column": "sess_phase", "codes": turned(PHASE)},
                "on": "sess_date",
                "minutes": "sess_minutes",
                "tasks": {"columns": boxes, "unknown": ["tasks___nask"]},
                "scores": in_session,
                "enquiries": [
                    {
                        "topic": "suicide",
                        "thoughts": {
                            "column": "si_thoughts",
                            "codes": turned(PRESENCE),
                        },
                    }
                ],
            }
        ],
        "captures": {"tasks": "all"},
    }


EXAMPLE = ("grief", "role-dispute", "role-transition", "interpersonal-deficits")
INSTRUMENTS = ("phq-9",)


def example() -> tuple[list[ipt.TreatmentPlan], Forms]:
    """Four courses of IPT, two of them with something left out, and their forms."""
    plans = [
        attrs.evolve(
            deliver(sample("ipt", area=area)),
            id=str(number),
            labels=ipt.Labels(
                site="north" if number % 2 else "south",
                arm="supervised" if number == 104 else "weekly",
                therapist=f"t{number % 3 + 1}",
            ),
        )
        for number, area in enumerate(EXAMPLE, 101)
    ]
    plans[1] = _without(plans[1], "announce-end")
    plans[2] = _late(plans[2])
    tasks = {t for plan in plans for s in plan.sessions or () for t in s.tasks or ()}
    forms = Forms(tuple(sorted(tasks | {"announce-end"})), INSTRUMENTS, ("phq-9", 9))
    return plans, forms


def _without(plan: ipt.TreatmentPlan, task: str) -> ipt.TreatmentPlan:
    return attrs.evolve(
        plan,
        sessions=[
            attrs.evolve(s, tasks=[each for each in s.tasks or () if each != task])
            for s in plan.sessions or ()
        ],
    )


def _late(plan: ipt.TreatmentPlan) -> ipt.TreatmentPlan:
    """Seven weeks between the eighth session and the ninth."""
    return attrs.evolve(
        plan,
        sessions=[
            attrs.evolve(s, on=s.on + timedelta(weeks=6))
            if s.on and (s.number or 0) > 8
            else s
            for s in plan.sessions or ()
        ],
    )


def spoilt(rows: list[Cells]) -> list[Cells]:
    """Put in what real exports have."""
    of_104 = [row for row in rows if row["record_id"] == "104" and "sess_no" in row]
    of_104[4]["sess_minutes"] = "50 or so"
    of_104[6] |= {name: "0" for name in of_104[6] if name.startswith("tasks___")}
    of_104[6]["session_record_complete"] = "0"  # nobody filled it in
    of_104[8] |= {"phq_9": "-99", "phq_9_item_9": "-99"}
    of_104[9]["tasks___nask"] = "1"
    of_104[11]["sess_phase"] = "5"
    return rows


if __name__ == "__main__":
    courses, places = example()
    lines = spoilt(list(rows_of(courses, places)))
    (HERE / "export.csv").write_text(written(lines), encoding="utf-8")

"""What a clinician writes down: the plan and its parts."""

from __future__ import annotations

__all__ = [
    "AreaRating",
    "Assessment",
    "Attendee",
    "Attestation",
    "Contract",
    "Diagnosis",
    "Dispute",
    "End",
    "Exclusion",
    "Extension",
    "Focus",
    "Goal",
    "Group",
    "ItemScore",
    "Judgement",
    "Labels",
    "LifeEvent",
    "Loss",
    "Maintenance",
    "Rating",
    "Record",
    "Records",
    "Relationship",
    "RiskEnquiry",
    "Score",
    "Session",
    "SessionPart",
    "Suitability",
    "Transition",
    "Treatment",
    "TreatmentPlan",
    "Waiver",
]

from ipt_core.model._fields import Record
from ipt_core.model.assessment import AreaRating, Assessment, LifeEvent, Relationship
from ipt_core.model.facts import (
    Attestation,
    Diagnosis,
    Exclusion,
    ItemScore,
    Judgement,
    Loss,
    Rating,
    RiskEnquiry,
    Score,
    Suitability,
)
from ipt_core.model.focus import Dispute, Focus, Goal, Transition
from ipt_core.model.plan import (
    Contract,
    End,
    Extension,
    Group,
    Labels,
    Maintenance,
    Records,
    Treatment,
    TreatmentPlan,
    Waiver,
)
from ipt_core.model.session import Attendee, Session, SessionPart

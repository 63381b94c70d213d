"""The closed words: small enumerations that no adaptation of IPT changes.

Words that adaptations and clinics do add to (problem areas, strategies,
techniques, tasks, instruments, kinds of goal) are open codes; the known ones
stand in the catalogue.
"""

from __future__ import annotations

__all__ = [
    "Channel",
    "Coverage",
    "DiagnosisNeed",
    "DisputeStage",
    "GoalStatus",
    "Horizon",
    "MaintenanceForm",
    "Origin",
    "Outcome",
    "Party",
    "Phase",
    "PlanStatus",
    "Presence",
    "SessionKind",
    "SessionStatus",
    "Setting",
    "Stance",
]

from enum import StrEnum


class Phase(StrEnum):
    """The three phases of acute treatment, in their order."""

    INITIAL = "initial"
    """Assessment, alliance, focus, formulation and contract."""
    MIDDLE = "middle"
    """Work on the chosen problem areas."""
    TERMINATION = "termination"
    """Consolidation and ending; "conclusion" in some manuals."""


class PlanStatus(StrEnum):
    """Where a plan stands as a document (after FHIR's request status)."""

    DRAFT = "draft"
    """Not begun: nothing is delivered."""
    ACTIVE = "active"
    """Being delivered."""
    ON_HOLD = "on-hold"
    """Paused; may go on."""
    COMPLETED = "completed"
    """Delivered to its end."""
    MAINTENANCE = "maintenance"
    """The acute treatment is over; a maintenance contract goes on."""
    COMPLETED_EARLY = "completed-early"
    """Ended by agreement before the agreed number of sessions."""
    DISCONTINUED = "discontinued"
    """Stopped before its end."""
    TRANSFERRED = "transferred"
    """Went on elsewhere."""
    ENTERED_IN_ERROR = "entered-in-error"
    """Should never have been; nothing of it is judged."""


class SessionStatus(StrEnum):
    """What became of a session."""

    PLANNED = "planned"
    """Yet to come."""
    DELIVERED = "delivered"
    """Took place."""
    MISSED = "missed"
    """The patient did not come."""
    CANCELLED = "cancelled"
    """Called off beforehand; `cancelled_by` says by whom."""


class SessionKind(StrEnum):
    """What a session is for; as a rule only acute sessions have a phase."""

    PRE_GROUP = "pre-group"
    """Individual meeting before a group starts."""
    ENGAGEMENT = "engagement"
    """Meeting before treatment that helps a person to take it up."""
    ACUTE = "acute"
    """A session of the treatment itself: the dose that protocols fix."""
    GROUP = "group"
    """Group session beside an individual treatment, as with inpatients."""
    MID_GROUP = "mid-group"
    """Individual meeting half-way through a group."""
    POST_GROUP = "post-group"
    """Individual meeting after a group."""
    BOOSTER = "booster"
    """Single later contact that refreshes what was learnt."""
    MAINTENANCE = "maintenance"
    """Session under a separate maintenance contract."""
    CONTACT = "contact"
    """Contact outside the agreed sessions: a crisis call, a talk with a parent."""


class Setting(StrEnum):
    """Who is treated together."""

    INDIVIDUAL = "individual"
    """One patient."""
    GROUP = "group"
    """Several patients, each with a plan of their own."""
    COUPLE = "couple"
    """A patient and their partner; the plan is the patient's."""
    DYAD = "dyad"
    """A child and a parent; the plan is the child's."""


class Channel(StrEnum):
    """How people met."""

    IN_PERSON = "in-person"
    """In one room."""
    VIDEO = "video"
    """By video."""
    PHONE = "phone"
    """By telephone."""
    TEXT = "text"
    """In writing."""


class Party(StrEnum):
    """Who decided something."""

    PATIENT = "patient"
    """The patient, or a parent or carer for them."""
    THERAPIST = "therapist"
    """The therapist."""
    AGREED = "agreed"
    """Both."""
    SERVICE = "service"
    """The clinic or the health service."""


class Origin(StrEnum):
    """Where an attested fact comes from."""

    CLINICIAN = "clinician"
    """Written down by a clinician."""
    PATIENT = "patient"
    """Given by the patient, as in a self-report scale."""
    MODEL = "model"
    """Produced by a program, such as a language model; a person has to confirm it."""
    TEMPLATE = "template"
    """Came with a template; a person has to confirm it."""
    IMPORT = "import"
    """Taken from another record, such as a published case or a trial's database."""


class Presence(StrEnum):
    """Whether something was found."""

    PRESENT = "present"
    """Asked and found."""
    ABSENT = "absent"
    """Asked and not found."""
    NOT_ASSESSED = "not-assessed"
    """Not asked."""


class Coverage(StrEnum):
    """How much of one kind of fact the source of a plan's data captures."""

    ALL = "all"
    """What is not there did not happen."""
    SOME = "some"
    """What is not there may have happened."""
    NONE = "none"
    """The source has no place for it."""


class DisputeStage(StrEnum):
    """Stage of a role dispute [F64, F66: secondary sources]."""

    RENEGOTIATION = "renegotiation"
    """Both know of the differences and are trying, so far without success."""
    IMPASSE = "impasse"
    """Talk has stopped; resentment is left."""
    DISSOLUTION = "dissolution"
    """The relationship is beyond repair."""


class GoalStatus(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    """Being worked on, or not yet begun."""
    MET = "met"
    """Its criterion was reached."""
    PARTLY_MET = "partly-met"
    """Some of it was reached."""
    NOT_MET = "not-met"
    """It was not reached."""
    DROPPED = "dropped"
    """Given up or replaced."""


class Stance(StrEnum):
    """How a form of IPT stands towards something that a course may have."""

    EXPECTED = "expected"
    """Part of it: a course without it asks for a reason."""
    USUAL = "usual"
    """Mostly there; nothing asks for it."""
    ALLOWED = "allowed"
    """Neither asked for nor kept out."""
    DISCOURAGED = "discouraged"
    """Not part of it, or advised against."""
    FORBIDDEN = "forbidden"
    """Kept out: without it this form is what it is."""


class DiagnosisNeed(StrEnum):
    """What a form of IPT asks for before treatment."""

    CRITERIA = "criteria"
    """A diagnosis by stated criteria."""
    SCREENING = "screening"
    """Its own screening criterion; a diagnosis will do as well."""


class MaintenanceForm(StrEnum):
    """How treatment after the acute phase belongs to a form of IPT."""

    SEPARATE_CONTRACT = "separate-contract"
    """A contract of its own, agreed anew."""
    PART_OF_TREATMENT = "part-of-treatment"
    """Foreseen from the start as part of the treatment."""
    TO_BE_DISCUSSED = "to-be-discussed"
    """Always talked about at the end; what follows is agreed then."""


class Outcome(StrEnum):
    """What a rule says of a course as it stands."""

    KEPT = "kept"
    """Satisfied, and no continuation undoes it."""
    ON_TRACK = "on-track"
    """Satisfied so far."""
    OWED = "owed"
    """Not satisfied yet; a continuation can."""
    BROKEN = "broken"
    """No continuation mends it."""
    NOT_CHECKED = "not-checked"
    """Facts that it needs are not recorded."""
    NOT_APPLICABLE = "not-applicable"
    """This protocol, setting or kind of ending does not have it."""
    FAILED = "failed"
    """The rule itself raised an error; the others still ran."""


class Horizon(StrEnum):
    """How far a check looks."""

    DELIVERED = "delivered"
    """At what was delivered; the rest is still to come."""
    PLANNED = "planned"
    """As if the planned sessions go as written."""

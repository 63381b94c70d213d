"""Interpersonal Psychotherapy (IPT) as typed, sourced and checkable structure."""

__version__ = "0.1.0"

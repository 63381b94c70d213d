"""The version, where everything that is stamped can read it."""

__version__ = "0.1.0"

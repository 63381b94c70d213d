"""Family 1: dose and schedule."""

"""Family 0: the plan as a document."""

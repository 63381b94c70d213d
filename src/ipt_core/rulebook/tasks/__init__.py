"""Family 5: tasks."""

"""Family 8: indication and safety."""

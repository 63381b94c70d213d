"""Family 6: groups."""

"""Family 7: measures."""

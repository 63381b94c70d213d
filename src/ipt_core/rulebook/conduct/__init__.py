"""Family 9: conduct of the course."""

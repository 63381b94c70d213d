"""Family 2: phases."""

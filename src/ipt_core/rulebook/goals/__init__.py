"""Family 4: goals and strategies."""

"""Family 3: focus and formulation."""

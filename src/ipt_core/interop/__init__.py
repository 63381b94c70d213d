"""Reports and plans in the forms of other programs."""

"""Comments with an audience."""

"""What became of an experiment: asked by mail 3, 6 and 12 months after the decision, answered without an account."""

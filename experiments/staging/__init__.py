"""The stages of an experiment as data: templates with versions, where each experiment stands, and what its next gate asks."""

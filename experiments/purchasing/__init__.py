"""From an experiment to a purchase: which procedure its value asks for, what was told to whom, and the decision memo."""

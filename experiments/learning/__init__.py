"""What an experiment taught: what worked, what did not and what surprised, for others to find."""

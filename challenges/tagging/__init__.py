"""Concepts and themes of a challenge: suggested from its text by a job, confirmed by a person."""

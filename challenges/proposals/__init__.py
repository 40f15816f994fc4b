"""Answers to a challenge that has criteria."""

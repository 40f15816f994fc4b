"""Questions to the owner of a challenge, and answers, in public."""

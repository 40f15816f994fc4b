"""An organisation's own templates of plans: made from a plan, edited, and offered where a plan begins."""

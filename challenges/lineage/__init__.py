"""Where a challenge came from and where it went: copied, merged into another, split."""

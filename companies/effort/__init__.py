"""What the platform asks companies to do, how long that takes, and why it is asked: a company's effort budget."""

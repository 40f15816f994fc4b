"""The work of those who screen challenges."""

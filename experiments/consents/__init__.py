"""Consents of those who take part in an experiment: the texts they were given, by version, and who agreed, by code alone."""

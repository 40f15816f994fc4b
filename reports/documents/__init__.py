"""A report as files: the plain document, each form it is written in, and the manifest that says they are whole."""

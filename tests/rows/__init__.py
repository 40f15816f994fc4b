"""Rows of the cast that more than one app's tests need; made inside `isolation.context.system("test")`."""

"""What a checkout needs to run on one machine: embedded servers, roles, set-up steps.

Nothing here imports Django: these modules run before it is configured, and `bootstrap`
before anything is installed.
"""

#!/usr/bin/env python
"""Django's command line; starts the embedded database and broker first where none is given."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")
    from mint.local import environment

    environment.ensure()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

"""Run the command as `python -m ipt_core`."""

from __future__ import annotations

import sys

from ipt_core.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""Where a live test cannot run it says why and exits 77; where it must run, that is a failure."""

import os
import sys
from typing import NoReturn

SKIPPED = 77


def skip(reason: str) -> NoReturn:
    """End the program: this machine cannot run the test."""
    if os.environ.get("CISDOCKER_REQUIRE_LIVE") == "1":
        print(f"cannot run, and CISDOCKER_REQUIRE_LIVE=1 wants it to: {reason}", file=sys.stderr)
        sys.exit(1)
    print(f"skipped: {reason}", file=sys.stderr)
    sys.exit(SKIPPED)

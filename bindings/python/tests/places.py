"""Where the tests find the project's own files."""

import os
from pathlib import Path

SOURCE = Path(os.environ.get("CISDOCKER_SOURCE", Path(__file__).resolve().parents[3]))
SCENARIOS = SOURCE / "tests" / "scenarios"
HOST = SOURCE / "examples" / "host" / "inspect.json"

"""Where the gold data that is not part of the project lies, when it lies beside the checkout."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no shared gold data at {SHARED}")

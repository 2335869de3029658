"""How the tests run: hypothesis profiles.

``HYPOTHESIS_PROFILE=thorough`` tries many more examples than the default ``ci``.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Machines differ and are shared, so no test fails for being slow.
settings.register_profile(
    "ci", max_examples=100, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

"""Test settings and the command to run.

Hypothesis runs without deadlines, and in CI always on the same examples.  Other profiles are asked for by
`pytest --hypothesis-profile=long` (20,000 examples a law) and `quick` (ten, for a first look).
"""

import os
import signal
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from quoteattr import cli

# A shell starts what runs in the background with Ctrl-C ignored; tests of Ctrl-C hold there too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no failure
)
settings.register_profile(
    "long", deadline=None, max_examples=20_000, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs the command in this process and returns its status, stdout and stderr."""

    def run_(*argv: str) -> tuple[int, str, str]:
        try:
            status = cli.main(argv)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        return status, *capsys.readouterr()

    return run_

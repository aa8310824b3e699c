"""Runs a command while an S3 serves on port 9000, for containers as well as for this machine.

    python -m tests.local.with_s3 sam local invoke Function -e events/create-dataset.json

The variables of tests/local/environment.json point the function there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

from tests.local.s3 import CREDENTIALS, PORT, REGION, LocalS3


def main() -> None:
    """Run the command line given; end with its status."""
    if not sys.argv[1:]:
        sys.exit("name the command to run")
    # A shell that starts it in the background has it, and the command, ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = {**os.environ, **CREDENTIALS, "AWS_DEFAULT_REGION": REGION}
    try:
        s3 = LocalS3(host="0.0.0.0", port=PORT)  # noqa: S104 - containers come from outside
        s3.start()
    except OSError:
        sys.exit(f"Port {PORT} is in use; the embedded S3 needs it.")
    command = subprocess.Popen(sys.argv[1:], env=environment)
    while command.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):  # the command hears it too, and ends
            command.wait()
    s3.stop()
    sys.exit(command.returncode)


if __name__ == "__main__":
    main()

"""Runs the Lambda handler in a process of its own, as Lambda's runtime does.

    python -m tests.on_lambda < events.jsonl > log

One event a line; the answers go to the file named in ANSWERS, one a line. What is logged, on
whatever level and by whatever package, comes out.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import dataclass, field
from itertools import count

_NUMBERS = count(1)


@dataclass
class Context:
    """What Lambda hands to a handler."""

    function_name: str = "Function"
    function_version: str = "1"
    memory_limit_in_mb: int = 1769
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:Function:live"
    aws_request_id: str = field(default_factory=lambda: f"request-{next(_NUMBERS)}")

    def get_remaining_time_in_millis(self) -> int:
        return int(os.environ.get("REMAINING_MS", "29000"))


def main() -> None:
    """Answer every event on standard input."""
    logging.basicConfig(level=logging.DEBUG)
    from rowsmith.handler import lambda_handler

    with open(os.environ["ANSWERS"], "w", encoding="utf-8") as answers:
        for line in sys.stdin:
            answer = lambda_handler(json.loads(line), Context())
            answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()

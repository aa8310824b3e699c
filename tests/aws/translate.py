"""Prints a SAM template as the CloudFormation template that AWS makes of it.

    .tools/sam/bin/python tests/aws/translate.py template.yaml '{"SnapStart": "on"}'

Runs in sam's own environment, which has the translator.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The template names no AWS-managed policy, so none need to be known."""

    def load(self) -> dict[str, str]:
        """Return no policies."""
        return {}


def main() -> None:
    """Translate with the parameters given over their defaults."""
    template: dict[str, Any] = yaml_parse(Path(sys.argv[1]).read_text())
    parameters = {name: entry.get("Default") for name, entry in template["Parameters"].items()}
    parameters.update(json.loads(sys.argv[2]))
    # `sam deploy` puts package and definition into a bucket and writes their places here.
    for function in ("Function", "Worker"):
        template["Resources"][function]["Properties"]["CodeUri"] = "s3://packages/rowsmith.zip"
    machine = template["Resources"]["StateMachine"]["Properties"]
    machine["DefinitionUri"] = "s3://packages/state_machine.asl.json"
    translated = transform(template, parameters, NoManagedPolicies())
    translated["Metadata"] = {"Parameters": parameters}
    json.dump(translated, sys.stdout)


if __name__ == "__main__":
    main()

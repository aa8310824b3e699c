"""The template as CloudFormation would see it with given parameters: conditions decided."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAM_PYTHON = ROOT / ".tools/sam/bin/python"
TRANSLATE = Path(__file__).with_name("translate.py")

NO_VALUE = object()


class Stack:
    """Resources with parameters and conditions resolved; a reference to a resource is its name.

    `!Ref Bucket` becomes "Bucket", `!GetAtt Bucket.Arn` "Bucket.Arn", `!Sub ${Bucket.Arn}/x`
    "Bucket.Arn/x". Resources whose condition is false are left out.
    """

    def __init__(self, template: dict[str, Any]) -> None:
        self._template = template
        self._parameters: dict[str, Any] = template["Metadata"]["Parameters"]
        self.resources: dict[str, Any] = {
            name: self._resolved(resource)
            for name, resource in template["Resources"].items()
            if self._holds(resource.get("Condition"))
        }

    def properties(self, name: str) -> Any:
        """Return the properties of one resource."""
        return self.resources[name].get("Properties", {})

    def of_type(self, kind: str) -> list[str]:
        """Name the resources of one CloudFormation type."""
        return [name for name, resource in self.resources.items() if resource["Type"] == kind]

    def _holds(self, condition: str | None) -> bool:
        return condition is None or self._decided(self._template["Conditions"][condition])

    def _decided(self, expression: Any) -> bool:
        match expression:
            case {"Condition": name}:
                return self._holds(name)
            case {"Fn::Not": [inner]}:
                return not self._decided(inner)
            case {"Fn::Or": inner}:
                return any(self._decided(one) for one in inner)
            case {"Fn::Equals": [left, right]}:
                return str(self._resolved(left)) == str(self._resolved(right))
        raise NotImplementedError(expression)

    def _resolved(self, value: Any) -> Any:
        match value:
            case {"Ref": "AWS::NoValue"}:
                return NO_VALUE
            case {"Ref": name}:
                return self._parameters.get(name, name)
            case {"Fn::If": [condition, then, otherwise]}:
                return self._resolved(then if self._holds(condition) else otherwise)
            case {"Fn::GetAtt": [name, attribute]}:
                return f"{name}.{attribute}"
            case {"Fn::Sub": str() as text}:
                return named(text)
            case {"Fn::Sub": [str() as text, dict() as inner]}:
                for name, one in inner.items():
                    text = text.replace("${" + name + "}", self._resolved(one))
                return named(text)
            case {"Fn::Split": [separator, text]}:
                return self._resolved(text).split(separator)
            case {"Fn::FindInMap": [mapping, first, second]}:
                entry = self._template["Mappings"][mapping][self._resolved(first)]
                return entry[self._resolved(second)]
            case dict():
                entries = {key: self._resolved(inner) for key, inner in value.items()}
                return {key: inner for key, inner in entries.items() if inner is not NO_VALUE}
            case list():
                items = [self._resolved(inner) for inner in value]
                return [inner for inner in items if inner is not NO_VALUE]
        return value


def named(text: str) -> str:
    """A template's text with the names of what CloudFormation fills in."""
    return re.sub(r"\$\{([\w.:]+)\}", r"\1", text)


@cache
def translated(**parameters: str) -> Stack:
    """Translate template.yaml with `parameters` over the defaults."""
    answer = subprocess.run(
        [SAM_PYTHON, TRANSLATE, ROOT / "template.yaml", json.dumps(parameters)],
        env={"AWS_DEFAULT_REGION": "eu-west-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return Stack(json.loads(answer.stdout))

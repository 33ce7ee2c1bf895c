"""Says which dependency of pyproject.toml the lock files lack, or hold at a version that it does not allow."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PIN.findall((ROOT / lock).read_text())}


def faults(wanted: list[str], lock: str) -> list[str]:
    held = pins(lock)
    asked = [Requirement(line) for line in wanted]
    return [
        f"{lock}: expected {one}, found {held.get(canonicalize_name(one.name), 'nothing')}; run `make lock`"
        for one in asked
        if not one.specifier.contains(held.get(canonicalize_name(one.name), "0"), prereleases=True)
    ]


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    product, development = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    found = faults(product, "requirements.lock") + faults([*product, *development], "requirements-dev.lock")
    both = pins("requirements.lock").items() - pins("requirements-dev.lock").items()
    found += [f"requirements-dev.lock: expected {name}=={version} as in requirements.lock" for name, version in both]
    print("\n".join(found) or "The lock files hold what pyproject.toml asks for.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

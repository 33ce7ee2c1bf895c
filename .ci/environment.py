"""Makes .venv from a lock file, hash by hash: python3 .ci/environment.py requirements.lock (or requirements-dev.lock).

Standard library only, and readable by older Pythons, so that one can say what is needed. Uses uv where it is on PATH.
A lock that is installed already costs one read.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PRODUCT, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"


def main(lock: str) -> None:
    go_on_with_python_3_11()
    with (ROOT / lock).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two that start at once make it once
        if not is_installed(lock):
            install(lock)


def go_on_with_python_3_11() -> None:
    if sys.version_info >= (3, 11):  # noqa: UP036  the first thing that a newcomer's older Python meets
        return
    newer = next(filter(None, (shutil.which(f"python3.{minor}") for minor in range(14, 10, -1))), None)
    if not newer:
        sys.exit(f"Parley needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    os.execv(newer, [newer, *sys.argv])  # noqa: S606


def is_installed(lock: str) -> bool:
    stamps = [packages / lock for packages in site_packages()]
    return PYTHON.exists() and any(stamp.exists() and stamp.read_text() == digest(lock) for stamp in stamps)


def site_packages() -> list[Path]:
    """Where the stamps lie, so that they go with the packages."""
    return list(VENV.glob("lib/python3*/site-packages"))


def install(lock: str) -> None:
    print(f"Installing {lock} into .venv; the first time takes up to a minute.", file=sys.stderr, flush=True)
    if not PYTHON.exists():  # left by a Python that is gone, which neither tool repairs
        shutil.rmtree(VENV, ignore_errors=True)
    uv = shutil.which("uv")
    if uv:
        run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, VENV)
        run(uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", ROOT / lock)
    else:
        insist_on_venv()
        run(sys.executable, "-m", "venv", VENV)
        pip: list[str | Path] = [PYTHON, "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input"]
        run(*pip, "install", "--require-hashes", "-r", ROOT / lock)
    for part in {lock, PRODUCT}:  # the development lock holds the product's
        for packages in site_packages():
            (packages / part).write_text(digest(part))


def insist_on_venv() -> None:
    if not importlib.util.find_spec("ensurepip"):
        package = f"python3.{sys.version_info.minor}-venv"
        sys.exit(f"This Python cannot make environments: apt install {package} (or install uv), then try again.")


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def run(*command: str | Path) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:  # noqa: S603
        sys.exit(f"Making .venv failed, as said above: {' '.join(map(str, command))}")


if __name__ == "__main__":
    if sys.argv[1:] not in ([PRODUCT], [DEVELOPMENT]):
        sys.exit(f"expected {PRODUCT} or {DEVELOPMENT}")
    main(sys.argv[1])

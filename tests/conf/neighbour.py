"""Another process of Parley on the same cluster, to share it with and to kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
USES_IT = """
import sys
from pathlib import Path
from negotiations.conf.embedded_postgres import use
print(use(Path(sys.argv[1])).dsn(), flush=True)
sys.stdin.read()
"""


class Neighbour:
    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USES_IT, str(home)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @property
    def dsn(self) -> str:
        """Waits until it has the cluster."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def leaves(self) -> int:
        self.process.communicate(timeout=30)
        return self.process.returncode

    def gets(self, number: signal.Signals) -> int:
        """To its whole process group, as the terminal does it."""
        os.killpg(self.process.pid, number)
        self.process.communicate(timeout=30)
        return self.process.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

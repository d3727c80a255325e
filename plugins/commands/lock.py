"""lock: write requirements*.txt, with hashes and without any registry's address, from requirements*.in."""

import subprocess
import sys

from .environment import ROOT

NAMES = ("requirements", "requirements-dev", "requirements-bench")


def run() -> int:
    """The command."""
    for name in NAMES:
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
        command += [f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.call(command, cwd=ROOT):
            return 1
        print(f"已写入 {name}.txt")
    return 0

"""Writing files so that a cut of power leaves the old one or the new one, whole."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step. Raises OSError, and then the old file stands."""
    partial = _beside(path)
    write_synced(partial, data)
    os.replace(partial, path)
    sync_folder(path.parent)


def write_often(path: Path, data: bytes) -> None:
    """Replace a file in one step, where readers must not see half of it but a cut of power may cost it."""
    partial = _beside(path)
    partial.write_bytes(data)
    os.replace(partial, path)


def write_synced(path: Path, data: bytes) -> None:
    """Write a file down to the disk."""
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's names down to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")

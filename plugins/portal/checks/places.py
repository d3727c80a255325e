"""Where in its file a finding of a library check stands; the line is looked up when the problem is shown."""

from ..fields import label_of
from ..problems import Place
from ..records import Record


def at(record: Record, *path: str | int) -> Place:
    """The place of a field of a record."""
    name = next((step for step in reversed(path) if isinstance(step, str)), None)
    return Place(record.file, None, name, tuple(path))


def label(record: Record, *path: str | int) -> str:
    """The Chinese label of a field of a record."""
    return label_of(type(record.item), tuple(path))[0]

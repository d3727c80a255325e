"""A record: one item of content, typed, with where it came from."""

from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from .kinds import BY_NAME, Kind
from .kinds.common import Item

T = TypeVar("T", bound=Item)


class Link(Struct, frozen=True):
    """A link or picture inside a Markdown body, as it was typed."""

    target: str
    line: int
    is_picture: bool = False


class Record(Struct, frozen=True):
    """One item. The body stays in its file and is read when its page is rendered; its digest stands for it."""

    id: str
    """The path below content/ without the ending; it is the address of the page for ever."""
    kind_name: str
    item: Item
    file: str
    """The path below content/."""
    head_digest: str
    """Of the front matter, or of the whole of a YAML file."""
    body_digest: str
    """Of the Markdown body; empty when there is none."""
    links: tuple[Link, ...] = ()

    @property
    def kind(self) -> Kind:
        return BY_NAME[self.kind_name]

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def published(self) -> datetime:
        return self.item.published

    def of(self, model: type[T]) -> T:
        """The item as the model of its kind. Raises TypeError for another kind: a mistake of the caller."""
        if not isinstance(self.item, model):
            raise TypeError(f"{self.id} is a {self.kind_name}, not a {model.__name__}")
        return self.item

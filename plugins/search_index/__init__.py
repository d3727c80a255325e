"""Search records: what the search index is built from."""


def register() -> None:
    """Called by Pelican."""
    from ..portal import signals
    from .generator import add_search_records

    signals.add_data.connect(add_search_records)

"""Open data: catalogue, feeds, site map for search engines, and which file made which page."""


def register() -> None:
    """Called by Pelican."""
    from ..portal import signals
    from .generator import add_open_data

    signals.add_data.connect(add_open_data)

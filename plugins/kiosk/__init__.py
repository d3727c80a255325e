"""The kiosk edition: what the touch screen at the entrance shows, made from the same records."""


def register() -> None:
    """Called by Pelican."""
    from ..portal import signals
    from .generator import add_kiosk

    signals.add_pages.connect(add_kiosk)

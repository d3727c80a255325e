"""The portal: content files → pages. Register is a table of contents and holds nothing that can fail."""


def register() -> None:
    """Called by Pelican, which is imported only here and in the generator: all else is plain Python."""
    from pelican import signals

    from .generator import portal_generator

    signals.get_generators.connect(portal_generator)

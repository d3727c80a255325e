"""A plugin that cannot register."""


def register() -> None:
    """Fails."""
    raise RuntimeError("this plugin is broken on purpose")

"""Why something was not taken: a sentence in Chinese for those who look after the screen."""


class Refused(Exception):
    """A key, a manifest, a pack or an answer of the site is not what it must be. The message is the whole sentence."""

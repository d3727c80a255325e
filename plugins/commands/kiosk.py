"""kiosk: the player of the entrance screen."""

from ..kiosk.player.options import Options
from ..kiosk.player.running import run

__all__ = ["Options", "run"]

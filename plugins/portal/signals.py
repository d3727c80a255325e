"""Where other plugins join a build. Receivers get the library and add to the plan."""

from blinker import Signal

add_pages = Signal()
"""Sent with (library, plan=Plan): add pages and files of your own."""
add_data = Signal()
"""Sent with (library, plan=Plan) when all pages are known: add what is made from the list of pages."""

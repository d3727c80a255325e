"""Pelican plugins of the portal, one folder each, and the commands that drive them."""

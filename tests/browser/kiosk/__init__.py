"""Journeys at the entrance kiosk."""

"""The script that browsers search with; how it answers is tested in tests/browser."""

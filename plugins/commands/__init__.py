"""What stands behind each command of tasks.py."""

"""Ledgers: what the department owes the public and how it stands: letters, proposals, tasks, projects, publishing duty.

Every figure is computed on the day of the build from the records; none is typed.
"""

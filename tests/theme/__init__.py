"""What is made ready for the theme while it is developed, and tests of it."""

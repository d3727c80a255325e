"""Tables that Python and browsers share, and what makes them."""

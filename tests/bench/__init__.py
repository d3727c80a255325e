"""The speed comparison: this portal, Hugo and stock Pelican on the same texts, with equal pages, in one run."""

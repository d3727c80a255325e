"""The portal's search, apart from Pelican: it knows documents, not content files or pages."""

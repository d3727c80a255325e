"""The search in browsers, held to what Python answers."""

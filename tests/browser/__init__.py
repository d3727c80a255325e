"""The built site in a real browser: Debian's Chromium, driven by Playwright. A missing browser is a failure."""

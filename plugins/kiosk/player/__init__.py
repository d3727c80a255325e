"""The player: what runs on the computer behind the touch screen at the entrance.

It fetches the signed pack from the site, keeps the last good ones, serves one of them to the browser on the same
computer, and watches that browser. Only the standard library and `cryptography` are imported here, so that the screen's
computer needs nothing but Debian's own packages.
"""

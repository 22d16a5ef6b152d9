"""The version of this program; read by the fast path of `reverie --version`, so it imports nothing."""

VERSION = "0.1.0"

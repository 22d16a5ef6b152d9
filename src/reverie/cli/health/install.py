"""The line that installs a package on this system."""

import os

from .host import Host
from .programs import find

_INSTALLERS = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S",
    "zypper": "zypper install",
    "apk": "apk add",
}


def install_line(package: str, host: Host) -> str:
    """By the first installer that is there; Debian's where none is."""
    if host.platform == "darwin":
        return f"brew install {package}"
    known = next((name for name in _INSTALLERS if find(name, host).path), "apt-get")
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}{_INSTALLERS[known]} {package}"

# Sourced by the other scripts, from the project's folder: makes .venv ready. POSIX sh, no make, no git, no rg.
#
#   setup run    what the program needs
#   setup dev    that, and what its tests need
#
# Safe to repeat (one line at most when nothing is to do) and to interrupt (the stamp is written last).

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

setup() {
    lock="requirements/$1.lock"
    stamp=".venv/.ready-$1"
    wanted="$(cat pyproject.toml requirements/build.lock "$lock" | cksum)"
    if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    say "setting up .venv from $lock"
    _find_installer
    $installer install $quiet --require-hashes --no-deps -r requirements/build.lock -r "$lock" ||
        fail "the packages of $lock could not be installed: see above; is the package registry reachable?"
    $installer install $quiet --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >"$stamp"
}

# Sets $installer to the command that installs into .venv, which it makes if need be.
_find_installer() {
    if _is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        installer=".venv/bin/python -m pip --disable-pip-version-check"
        quiet="-qq"
        return 0
    fi
    python="$(_find_python)"
    if [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null && "$python" -m venv --clear .venv; then
        installer=".venv/bin/python -m pip --disable-pip-version-check"
        quiet="-qq"
    elif command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --python "${python:->=3.11}" .venv || fail "$needs"
        installer="uv pip"
        quiet="--quiet --python .venv/bin/python"
    elif [ -n "$python" ] && "$python" -m pip --version >/dev/null 2>&1 &&
        "$python" -m venv --clear --without-pip .venv 2>/dev/null; then
        installer="$python -m pip --disable-pip-version-check --python .venv/bin/python"
        quiet="-qq"
    else
        fail "$needs"
    fi
}

needs="reverie needs Python 3.11 or newer with venv, or uv. Debian: sudo apt install python3 python3-venv | \
Fedora: sudo dnf install python3 | macOS: brew install python | any: https://docs.astral.sh/uv/"

_find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if _is_new_enough "$name"; then
            command -v "$name"
            return 0
        fi
    done
}

_is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

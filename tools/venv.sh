#!/bin/sh
# Makes .venv with what is locked, and only when the lock has changed.
#   tools/venv.sh run      what the program runs on
#   tools/venv.sh develop  and what the tests and checks need
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
run) locks="requirements.txt" ;;
develop) locks="requirements.txt requirements-dev.txt" ;;
*) echo "usage: tools/venv.sh run|develop" >&2; exit 2 ;;
esac

find_python() {
    for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Python 3.11 or later is needed, and none was found (PYTHON=… names one)." >&2
    return 1
}

# Two commands started together take turns.
if command -v flock >/dev/null 2>&1; then
    exec 9>".venv.lock"
    flock 9
fi

if ! .venv/bin/python -c '' 2>/dev/null; then
    python="$(find_python)"
    echo "Making .venv with $("$python" --version)"
    if ! "$python" -m venv .venv; then
        echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
        rm -rf .venv
        exit 1
    fi
fi

stamp=".venv/.installed-$1"
now="$(cat $locks | cksum)"
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$now" ]; then
    echo "Installing $locks"
    set -- $locks
    for lock in "$@"; do
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            --requirement "$lock"
    done
    echo "$now" >"$stamp"
fi

#!/bin/sh
# Sees to it that there is a browser for the tests: the system's Chromium, installed where that is
# allowed, else the one that playwright brings. Stops with an error when there is neither.
set -eu
cd "$(dirname "$0")/.."

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium"
    if { apt-get install --yes --quiet --no-install-recommends chromium ||
        { apt-get update --quiet && apt-get install --yes --quiet --no-install-recommends chromium; }
    } >/tmp/install-chromium.log 2>&1; then
        exit 0
    fi
    tail -n 5 /tmp/install-chromium.log >&2
fi
if .venv/bin/python -m playwright install chromium; then exit 0; fi
echo "The tests need Chromium and can't install it. On Debian: sudo apt-get install chromium" >&2
exit 1

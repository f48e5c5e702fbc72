#!/bin/sh
# Resolves requirements*.in into requirements*.txt with hashes, for any platform. No index is named.
set -eu
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"
compile=".venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links"
$compile requirements.in --output-file requirements.txt
$compile requirements-dev.in --output-file requirements-dev.txt
$compile bench/requirements.in --output-file bench/requirements.txt

#!/bin/sh
# Compile pyproject.toml into hashed lists that name no package index. Existing pins stay unless -U is given.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header "$@"
}
compile --group dev --output-file requirements/dev.txt "$@"
compile --constraint requirements/dev.txt --output-file requirements/base.txt
{
    echo "# the installer of the other two files; part of requirements/dev.txt too"
    awk '/^uv==/ {inside = 1} /^[a-z]/ && !/^uv==/ {inside = 0} inside && !/# via/' requirements/dev.txt
} >requirements/uv.txt
tools() {
    .venv/bin/uv pip compile "requirements/$1.in" --quiet --universal --python-version 3.11 --generate-hashes --no-header --output-file "requirements/$1.txt" $2
}
tools scan "${1:-}"
tools crawl "${1:-}"
tools api "${1:-}"

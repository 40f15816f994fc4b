# Needs make and Python 3.11 or newer; everything else is installed into .venv and var/ (git-ignored).
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
ONLY ?=
BIN := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help venv run test lint browser bench bench-matching chaos scan shell roles lock messages clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

venv:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "mint: Python 3.11 or newer is needed and $(PYTHON) is not found" >&2; exit 1; }
	@$(PYTHON) mint/local/bootstrap.py

run: venv ## set up and serve on PORT (8000), with worker, beat, relay and demo data
	@$(BIN)/python -m mint.local run

test: venv ## the suite; ONLY=thorough (what takes longer), ONLY=services, or ONLY='a pytest -k expression' or a path
	@$(BIN)/python -m mint.local test $(if $(ONLY),"$(ONLY)") $(ARGS)

lint: venv ## every static check
	@$(BIN)/python -m mint.local lint

browser: venv ## install what the browser tests need: Debian's Chromium and axe-core
	@$(BIN)/python -m mint.local browser

bench: venv ## speed of the main pages as a ratio to a bare view, and of reports among 200,000 records; writes var/bench*.json
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.bench $(ARGS)
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.bench.reporting

chaos: venv ## processes killed, servers away, disks full: what must hold then; on servers started for it; about 7 minutes
	@$(BIN)/python -m tests.chaos $(ARGS)

scan: venv ## security scanners on the code and on a served instance, as every role, then the thorough tests; about 40 minutes
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.scan $(ARGS)
	@$(BIN)/python -m mint.local test thorough --no-skips

bench-matching: venv ## how well texts are matched, beside BM25 (benchmarks in ../shared), and how fast
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.bench.matching $(ARGS)
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.bench.finding
	@$(BIN)/python -m mint.local with $(BIN)/python -m tests.bench.finding all

shell: venv ## Django's shell
	@$(BIN)/python manage.py shell

roles: venv ## create the database roles on a given server (DATABASE_ADMIN_URL)
	@$(BIN)/python -m mint.local roles

messages: venv ## extract msgids from code and templates into the catalogues
	@$(BIN)/python manage.py messages

lock: venv ## recompile requirements/ from pyproject.toml; UPGRADE=-U takes newer versions
	@sh requirements/lock.sh $(UPGRADE)

clean: ## stop the embedded servers, remove .venv, var and what tools cached
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m mint.local clean; fi
	@rm -rf .venv static/build node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

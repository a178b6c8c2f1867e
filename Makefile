# xiaohao: what a newcomer needs. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test check bench format lock clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("xiaohao needs Python 3.11 or newer: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: .venv/ready ## the life of one task from import to strike-off, in virtual time (DEMO_LANGUAGE=en for English)
	$(BIN)/python -m cli.demo

# Bytecode is kept even where the machine is told not to: three workers and each program a test starts compile it otherwise.
test: .venv/ready ## the whole suite
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses 3 --dist worksteal

check: .venv/ready ## lint, format, types, import rules, texts, lock
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.check_house

bench: .venv/ready ## every benchmark, each beside a peer or a limit
	$(BIN)/python -m bench all

format: .venv/ready ## let ruff lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/ready ## pin and hash every requirement again (needs uv: pip install uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --no-header --no-emit-index-url --no-annotate pyproject.toml --output-file requirements.lock

clean: ## remove what the other targets made
	rm -rf .venv var build dist .mypy_cache .ruff_cache .pytest_cache

# Two commands matter: `make demo` and `make test`. What they need is installed by scripts/setup.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin
PORT ?= 8000
DATABASE ?= sqlite
export CAICACH_MODE ?= test
SERVE ?= 1

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 18

.venv/ready: pyproject.toml uv.lock scripts/setup
	@scripts/setup system

demo: .venv/ready ## the invented province: reads its plans through the real importer, then serves the site
	@CAICACH_MODE=demo $(BIN)/caicach demo
	@if [ "$(SERVE)" != 0 ]; then CAICACH_MODE=demo $(BIN)/caicach serve --port $(PORT); fi

check: .venv/ready ## style, types, floors of the house, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	CAICACH_VAR=$$(mktemp -d) $(BIN)/caicach makemigrations --check --dry-run
	$(BIN)/python scripts/check_translations.py

test: .venv/ready ## all tests, on SQLite; with DATABASE=postgresql those of the rooms on PostgreSQL
	scripts/test $(DATABASE)

test-postgresql: .venv/ready ## the tests of the rooms on a throw-away PostgreSQL
	scripts/test postgresql

test-quick: .venv/ready ## the tests without browser, on SQLite
	scripts/test sqlite -m "not browser and not slow"

fuzz: .venv/ready ## two hundred broken documents of each kind, where the tests take some
	CAICACH_FUZZ=200 scripts/test sqlite tests/core/documents/fuzz

bench: .venv/ready ## speed and memory as ratios against a peer in the same run
	$(BIN)/python -m bench

mutants: .venv/ready ## does a test notice when the scoring is changed? some minutes; at least 85 % have to be noticed
	scripts/mutants

shots: .venv/ready ## pictures of all pages, in both widths, of a demonstration made for them
	@rm -rf var/shots
	@CAICACH_VAR=$(CURDIR)/var/shots CAICACH_MODE=demo $(BIN)/caicach demo
	CAICACH_VAR=$(CURDIR)/var/shots CAICACH_MODE=demo $(BIN)/python scripts/shots

messages: .venv/ready ## collect the source strings into the English catalogue
	$(BIN)/python scripts/check_translations.py --collect

.PHONY: help demo check test test-postgresql test-quick fuzz bench mutants shots messages

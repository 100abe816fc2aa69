# Two commands matter: `make demo` and `make test`. Everything they need is installed by scripts/setup.
export CAICACH_MODE ?= test
SHELL := /bin/bash
.DEFAULT_GOAL := help
RUN := .venv/bin

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14

.venv/ready: pyproject.toml uv.lock scripts/setup
	scripts/setup

check: .venv/ready ## style, types, house rules
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: .venv/ready ## run the tests
	$(RUN)/pytest -n 2

.PHONY: help check test

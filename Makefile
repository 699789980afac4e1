# Every chore of the project; `make help` lists them. A fresh machine needs git, make and python3.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
READY := .venv/.ready
VENDOR := src/sayeban/design/static/vendor/.stamp.json
# Where npm is not installed, scripts/bootstrap puts one here.
export PATH := $(PATH):$(CURDIR)/.venv/npm/bin
# One worker a core.
TESTS ?= -n 2 --dist load
export UV_NO_CONFIG := 1
COMPILE := .venv/tools/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command 'make lock'

.PHONY: help demo stop test test-full bench bench-national lint format migrations lock assets clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: $(READY) $(VENDOR) ## run the campaign and a day of the desk on generated data; the site stays up
	$(BIN)/sayeban start --demo

stop: ## stop the demo and the site of this folder; their data stay
	test ! -d .sayeban-demo || SAYEBAN_HOME=.sayeban-demo $(BIN)/sayeban stop
	test ! -d .sayeban || $(BIN)/sayeban stop

test: lint chromium ## lint, then the tests of every commit
	$(call pytest,-m 'not full')

test-full: lint chromium ## all tests, also those that take long
	$(call pytest,)

bench: $(READY) $(VENDOR) ## figures of speed against their baselines
	$(BIN)/python -m bench

# Stopped and started again it goes on: make bench-national [MINUTES=60] [HOUSEHOLDS=200000]
bench-national: $(READY) $(VENDOR) ## the campaign of a whole country; hours, goes on where it was
	$(BIN)/python -m bench --national $(or $(HOUSEHOLDS),1800000) --minutes $(or $(MINUTES),600)

lint: $(READY) $(VENDOR) ## style, types, arrows, templates, migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint src --extension=jinja --lint --quiet
	$(BIN)/python -m tests.house.migrations

format: $(READY) ## lay out the code
	$(BIN)/ruff check --fix --select I
	$(BIN)/ruff format

migrations: $(READY) ## write the migrations of changed models
	$(BIN)/python -m tests.house.migrations --write

lock: $(READY) ## renew locks/ from pyproject.toml: make lock [UPGRADE=--upgrade]
	$(COMPILE) $(UPGRADE) pyproject.toml -o locks/requirements.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev -c locks/requirements.txt -o locks/dev.txt
	$(COMPILE) $(UPGRADE) locks/uv.in -o locks/uv.txt
	$(COMPILE) $(UPGRADE) locks/npm.in -o locks/npm.txt

assets: ## fetch what the pages borrow, where it is not what assets.lock.json names
	$(MAKE) --no-print-directory --always-make $(VENDOR)

clean: ## remove what can be made again; data of .sayeban and the demo stay
	test ! -x $(BIN)/python -o ! -d .sayeban-test || $(BIN)/python -c \
	  'from pathlib import Path; from sayeban.sites import embedded; embedded.reset(Path(".sayeban-test"))'
	rm -rf .venv .sayeban-test .bootstrap.lock $(dir $(VENDOR)) .mypy_cache .ruff_cache \
	  .pytest_cache .import_linter_cache .hypothesis build dist

.PHONY: chromium
chromium:
	scripts/bootstrap chromium

$(READY): locks/dev.txt locks/uv.txt pyproject.toml scripts/bootstrap
	scripts/bootstrap python

$(VENDOR): assets.lock.json src/sayeban/sites/assets.py $(READY)
	scripts/bootstrap npm
	$(BIN)/python -m sayeban.sites.assets
	touch $@

# The browser is found by name unless SAYEBAN_CHROMIUM names it.
pytest = SAYEBAN_CHROMIUM=$${SAYEBAN_CHROMIUM:-$$(command -v chromium || \
	command -v chromium-browser || command -v google-chrome || \
	command -v google-chrome-stable)} $(BIN)/pytest $(TESTS) $(1)

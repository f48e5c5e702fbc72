# The commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test test-faults test-journeys test-a11y check bench messages routes lock screens atlas vendor css format venv venv-develop

SHELL := /bin/sh
BIN := .venv/bin
# Four tests at once gain nothing on the two cores that this is meant to pass on. Each process begins
# with a stretch of its own, so that what a module starts is mostly started once.
TEST_PROCESSES ?= 2
PYTEST ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv:
	@tools/venv.sh run

venv-develop:
	@tools/venv.sh develop

run: venv ## serve the demonstration on http://127.0.0.1:8000 (HOST=, PORT=; DEMO=0 for a real register)
	@exec $(BIN)/python -m tools.run

test: venv-develop ## install what the tests need, then run all of them (PYTEST= adds options)
	@tools/browser.sh
	@$(BIN)/python -m tools.messages --compile
	@$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist worksteal $(PYTEST)

test-faults: venv-develop ## let everything fall over for longer than `make test` has time for
	@FAULTS=long $(BIN)/python -m pytest tests/faults $(PYTEST)

test-journeys: venv-develop ## walk every journey in English as well as in Arabic
	@tools/browser.sh
	@$(BIN)/python -m tools.messages --compile
	@JOURNEYS=long $(BIN)/python -m pytest tests/journeys $(PYTEST)

test-a11y: venv-develop ## look at every kind of page in every way: sizes, colours, languages, keyboard
	@tools/browser.sh
	@A11Y=long $(BIN)/python -m pytest tests/accessibility tests/validity $(PYTEST)

check: venv-develop ## format, lint, types, import contracts, CSS, translations, docs
	@$(BIN)/python -m tools.check

format: venv-develop ## put the code into its one format
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix-only --select I .

bench: venv-develop ## measure every figure of docs/performance.md
	@$(BIN)/python -m tools.bench

messages: venv-develop ## collect the messages and bring all six catalogues up to date
	@$(BIN)/python -m tools.messages --update

routes: venv-develop ## write the list of routes into docs/routes.md
	@$(BIN)/python -m tools.routes

lock: venv-develop ## resolve requirements*.in into requirements*.txt, with hashes
	@tools/lock.sh

screens: venv-develop ## take the screenshots that the docs show
	@tools/browser.sh
	@$(BIN)/python -m tools.screens

atlas: ## draw the map's shapes anew from their source (needs Node)
	@cd tools/atlas && npm ci --silent && npm run --silent build

vendor: venv-develop ## bring the packages of the browser into static/vendor (needs Node)
	@$(BIN)/python -m tools.vendor

css: venv-develop ## join the style sheets
	@$(BIN)/python -m tools.css

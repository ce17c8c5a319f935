# Two commands for everybody: `make serve` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help serve edit build check test test-long lighthouse bench bench-search lint lock clean

help: ## lists the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

serve: $(VENV)/.serve ## builds, serves http://127.0.0.1:8000, builds again on every save
	@$(BIN)/desk serve

edit: $(VENV)/.serve ## writes articles in the browser, at http://127.0.0.1:8000/quan-tri/bai-viet/; needs npm the first time
	@$(BIN)/desk edit

build: $(VENV)/.serve ## content/ → output/
	@$(BIN)/desk build

check: $(VENV)/.serve ## checks all content, builds nothing
	@$(BIN)/desk check

test: $(VENV)/.test $(VENV)/.browser .cache/editor/version ## installs what the tests need and runs them all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --durations=20 -n auto -m "not long"

test-long: $(VENV)/.test $(VENV)/.browser ## the tests that take too long for every day: half an hour on two cores
	$(BIN)/pytest --durations=20 -n auto -m long

lighthouse: $(VENV)/.test $(VENV)/.browser build ## measures the home page and an article with Lighthouse
	cd bench && npm ci --silent --no-audit --no-fund
	$(BIN)/python -m bench.lighthouse output

bench: $(VENV)/.serve ## measures the builder side by side with Hugo, Eleventy and plain Pelican; an hour, a quiet machine
	test -x bench/.venv/bin/python || $(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --require-hashes -r bench/requirements.txt
	cd bench && npm ci --silent --no-audit --no-fund
	$(BIN)/python bench/engine.py --articles 10000 --runs 5 --large 100000 --large-runs 3 --save
	$(BIN)/python bench/preview.py --articles 10000 --edits 5 --save
	$(BIN)/python bench/desk.py --articles 10000 --runs 5 --save

bench-search: $(VENV)/.test $(VENV)/.browser ## measures the search beside its peers: ARTICLES=FOLDER, and QUERIES=FILE if there are more
	test -x bench/.venv/bin/python || $(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --require-hashes -r bench/requirements.txt
	cd bench && npm ci --silent --no-audit --no-fund
	$(BIN)/python -m bench.search --articles $(ARTICLES) $(if $(QUERIES),--queries $(QUERIES)) --posts 128 --sentences 9 --save

lint: $(VENV)/.test ## formats, and mends what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.test ## requirements*.in → requirements*.txt, with hashes and without host names
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 requirements-test.in -o requirements-test.txt

clean: ## removes what can be made again
	rm -rf output .cache

# A bare Debian has python3 without ensurepip: the system's package brings it.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo 'Thiếu python3-venv. Hãy chạy: sudo apt-get install python3-venv' >&2; exit 2; fi; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.serve: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.serve
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

# The browser editor, as locked; `desk edit` fetches it by itself.
.cache/editor/version: plugins/editor/decap.json $(VENV)/.serve | $(VENV)/.browser
	@$(BIN)/python -m plugins.editor.vendor .cache/editor
	@touch $@

$(VENV)/.browser: package-lock.json tests/install-system-packages | $(VENV)/bin/python
	@tests/install-system-packages
	npm ci --silent --no-audit --no-fund
	@touch $@

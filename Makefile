# Everything a person or a machine does with this project. `make` alone says what there is.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SPIDER ?=
ARGS   ?=
LIVE   ?=
JOBS   ?= 2
PART   ?=
SCALE  ?= 1

.DEFAULT_GOAL := help
.PHONY: help crawl talks replay test lint bench chaos fuzz format lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

crawl: $(VENV)/.run  ## read the samples offline into talks.db and talks.jsonl; SPIDER=name ARGS="-a …" LIVE=1 goes online
ifdef LIVE
	@test -n "$(SPIDER)" || { echo 'LIVE=1 needs a spider: make crawl SPIDER=researchseminars ARGS="-a series=OWOS" LIVE=1' >&2; exit 2; }
	$(BIN)/scrapy crawl $(SPIDER) $(ARGS)
else
	@$(BIN)/scrapy replay --store $(SPIDER)
endif
	@$(BIN)/scrapy talks

talks: $(VENV)/.run  ## show the talks of talks.db
	@$(BIN)/scrapy talks $(ARGS)

replay: $(VENV)/.run  ## compare what the spiders make of their samples with what is expected
	$(BIN)/scrapy replay $(SPIDER)

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev  ## style, types, Scrapy usage, and a lock file that names no address
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/scrapy-lint
	@if grep -nE '://|^-|@ file' requirements.lock requirements-dev.lock; then echo 'a lock file must not name an address or an index' >&2; exit 1; fi

bench: $(VENV)/.dev  ## what reading costs beside parsing alone
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.dates

chaos: $(VENV)/.dev  ## everything that may go wrong, at full numbers (half an hour); PART=kills SCALE=0.05 for less
	SCALE=$(SCALE) $(BIN)/python -m tests.chaos $(PART)

fuzz: $(VENV)/.dev  ## 20,000 mutated documents: talks or the typed error, within bounds; SEED=2 for others
	SCALE=0.1 $(BIN)/python -m tests.chaos fuzz

format: $(VENV)/.dev  ## let ruff format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## resolve the dependencies anew (needs uv on the PATH)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
		--output-file requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
		--extra dev --extra spidermon --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:  ## remove what make and the tools made, but no talks
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .scrapy

# A virtual environment with what a crawl needs, and one step further with what the tests need. The stamps
# are remade when the lock files change.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "seminarcrawl needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; \
		echo "Name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (Debian: apt install python3-venv)." >&2; exit 1; }

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo 'Installing what a crawl needs into $(VENV) (once) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.run
	@echo 'Installing what the tests need into $(VENV) (once) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

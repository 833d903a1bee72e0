# `make demo` and `make test` are the only set-up: each makes .venv and installs what it needs.
PYTHON ?= python3
# How many processes share the tests; 0 runs them in one, where a debugger works.
WORKERS ?= 2
BIN := .venv/bin
QUERY := MATCH (a:Actor)-[r:ATTACKS]->(b) RETURN a.name AS who, b.name AS whom, r.claims AS claims, r.articles AS articles ORDER BY claims DESC, who, whom LIMIT 5

.PHONY: demo test check docs clean

demo: .venv/installed
	$(BIN)/actorgraph build examples/articles --graph demo.db --page demo.html
	$(BIN)/actorgraph query "$(QUERY)" --graph demo.db

test: .venv/tested check
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

# The site is in build/site and opens from disk: build/site/index.html
docs: .venv/tested
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --editable ".[test]"
	sh tests/install_chromium.sh
	touch $@

clean:
	rm -rf .venv build dist *.egg-info demo.db demo.html

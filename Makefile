.DEFAULT_GOAL := help
SOURCES ?= $(COACH_SOURCES)

.PHONY: help test check bench torture mutants content pictures man lock dist sbom clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## the tests; sets up what they need
	@./run --test

check: ## linters, types, contracts between the floors, content
	@./run --check

bench: ## how fast everything is, as ratios, with the budgets beside them
	@./run --bench

torture: ## the long tests: storage under kills and power loss, any keys and words, choosing against everything (an hour)
	@COACH_TORTURE=1 ./run --test tests/torture tests/planning/test_choosing.py tests/tui/test_any_keys.py tests/cli/test_any_words.py

mutants: ## small faults put into coach/storage, each to be noticed by a test (an hour or two)
	@./run --mutants

content: ## figures and weights again from public sources: make content SOURCES=DIR
	@if [ -z "$(SOURCES)" ]; then \
	    echo "make content: no sources folder given (SOURCES=DIR or COACH_SOURCES); nothing was rebuilt"; \
	else ./run --content "$(SOURCES)"; fi

pictures: ## the pictures in docs/pictures again, from the real app
	@./run --pictures

man: ## the man page docs/coach.1 again, from what help says
	@./run --man

lock: ## the exact versions in requirements/ again, within pyproject.toml's ranges (needs uv)
	@python3 tools/lock.py $(UPGRADE)

dist: ## wheel and sdist in dist/, the same bytes each time
	@./run --dist

sbom: ## the list of all parts of a release, in dist/ (CycloneDX)
	@./run --sbom

clean: ## remove what was made here: environments, caches, dist
	rm -rf .venv .venv-rebuild .venv-release dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

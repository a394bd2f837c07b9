# Everything a person needs to type. The work is done by the scripts in build/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run watch test check e2e bench clean
export WASM

help: ## This list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

run: ## Build what is missing and start the demonstration (about 20 min the first time, then seconds)
	@build/run.sh $(ARGS)

watch: ## Rebuild and restart while you edit
	@build/watch.sh $(ARGS)

test: ## Everything: checks, Rust on SQLite and PostgreSQL, journeys in a browser
	@build/test.sh

check: ## Format, lints, boundaries, styles: quick, before each commit (ARGS="format styles" for some)
	@build/check.sh $(ARGS)

e2e: ## Journeys in a browser (ARGS="--project=arabic journeys.spec.ts" for some)
	@build/e2e.sh $(ARGS)

bench: ## Figures as JSON, one a line: name, value, unit, target, holds
	@build/bench.sh

clean: ## Remove what was built here; tools in the cache stay
	@rm -rf target style/node_modules end2end/node_modules end2end/results end2end/report

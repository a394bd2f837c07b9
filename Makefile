# Everything a person needs to type. The work is done by the scripts in build/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run watch test check e2e e2e-all screens statement bench bench-compare weigh storm mutants fuzz clean
export WASM

help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

run: ## Build what is missing and start the demonstration (about 20 min the first time, then seconds)
	@build/run.sh $(ARGS)

watch: ## Rebuild and restart while you edit
	@build/watch.sh $(ARGS)

test: ## Everything: checks, Rust on SQLite and PostgreSQL, journeys in a browser
	@build/test.sh

check: ## Format, lints, boundaries, styles: quick, before each commit (ARGS="format styles" for some)
	@build/check.sh $(ARGS)

e2e: ## Journeys and audits in Chromium, the main journey in Firefox (ARGS="--project=arabic -g plan" for some)
	@build/e2e.sh $(ARGS)

e2e-all: e2e ## The same, and the main journey in WebKit
	@build/engines.sh webkit

screens: ## Every main screen in every state, into target/screens (ARGS="plan desk" for some)
	@build/screens.sh $(ARGS)

statement: ## The accessibility statement, as the audits measure it now
	@build/e2e.sh --project=audit && node end2end/statement.mjs write

bench: ## Figures as JSON, one a line: name, value, unit, target, holds; kept in bench/results
	@build/bench.sh

bench-compare: ## What changed since the measurement before (ARGS="EARLIER LATER" for two files)
	@node bench/compare.mjs $(ARGS)

weigh: ## What each dependency and group of pages weighs in the WebAssembly, and what each audience alone would load
	@build/tools.sh site && build/site.sh style && build/site.sh weigh && build/site.sh audiences

storm: ## Kills, power cuts, full disks, floods, restarts of PostgreSQL, up to two hundred rounds each (ARGS=20 for fewer); needs root for a small disk
	@build/storm.sh $(ARGS)

mutants: ## Takes away the rules of access one at a time; fails if no test notices (ARGS="conditions" or "changes" for one kind)
	@build/mutants.sh $(ARGS)

fuzz: ## Sends the import whatever a fuzzer thinks of, ten minutes for each reader (ARGS="60 text" for less)
	@build/fuzz.sh $(ARGS)

clean: ## Remove what was built here; tools in the cache stay
	@rm -rf target style/node_modules end2end/node_modules end2end/results end2end/report

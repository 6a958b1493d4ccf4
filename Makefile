# Claim by Claim. `make help` lists what there is.
PYTHON ?= python3
STORY ?= isis-baghdad-2014
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/requirements.installed
READY := $(VENV)/project.installed

# Compiled once, kept: every notebook starts a Python of its own.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help charts test browser reader lab notebooks check generate lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1	\2/' | expand -t 18

# The environment. The stamp is a copy of the list that was installed, written last: an install
# that broke off leaves none and begins anew; a list that is only newer by its date changes nothing.
$(PACKAGES): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed, and $(PYTHON) is not. If you have one under another name: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@if cmp -s requirements.txt $@; then touch $@; else \
		echo "== setting up $(VENV) (once, about two minutes)" && \
		$(PYTHON) -m venv --clear $(VENV) && \
		$(PIP) --require-hashes -r requirements.txt && \
		cp requirements.txt $@; fi

# The project itself, in place: what is changed in src/ counts at once.
$(READY): $(PACKAGES) pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

charts: $(READY) ## draw every chart and table, run every notebook, write explorer and exports into dist/ (STORY=example for the other one)
	@$(BIN)/story export $(STORY) --to dist
	@$(BIN)/story explore $(STORY) --to dist
	@$(BIN)/story charts $(STORY) --dark --to dist
	@$(BIN)/story tables $(STORY) --to dist
	@$(BIN)/story notebooks $(STORY) --to dist
	@echo "Open dist/index.html"

test: $(READY) browser reader ## everything that CI runs
	@$(BIN)/python tests/run_all.py

# Installs a Debian package where that takes no password.
INSTALL := apt-get install -y --no-install-recommends
install = as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	command -v apt-get >/dev/null && $$as true 2>/dev/null && echo "== installing $(1) (once)" && \
	$$as apt-get update -qq && $$as $(INSTALL) $(1) -qq >/dev/null

# The pages are tested in a real browser. Only a person may leave that out, CI never.
CHROMIUMS := chromium chromium-browser google-chrome

browser: ## find Chromium, in which pages are tested, or install it where apt-get can
	@if [ "$$BROWSER" = skip ] && [ -n "$$CI" ]; then \
		echo "BROWSER=skip leaves tests out, and CI leaves out none: unset BROWSER"; exit 2; fi; \
	if [ "$$BROWSER" = skip ] || [ -x "$$CHROMIUM" ]; then exit 0; fi; \
	if [ -n "$$CHROMIUM" ]; then \
		echo "CHROMIUM is $$CHROMIUM, and no program stands there: unset or mend it"; exit 2; fi; \
	for name in $(CHROMIUMS); do if command -v $$name >/dev/null; then exit 0; fi; done; \
	$(call install,chromium) && exit 0; \
	echo "Chromium is missing, in which pages are tested: sudo $(INSTALL) chromium, or install it from chromium.org and set CHROMIUM to its path; BROWSER=skip make test leaves those tests out"; exit 2

# Another reader of dates, of the versions and hashes in its lock. Without npm its tests are left
# out, and say so; CI leaves out none.
READER := tests/values/edtf

reader: ## install the second reader of dates, which those of the stories are held against
	@if cmp -s $(READER)/package-lock.json $(READER)/node_modules/installed; then exit 0; fi; \
	command -v npm >/dev/null || { $(call install,npm); }; \
	npm ci --prefix $(READER) --ignore-scripts --no-audit --no-fund --silent && \
		cp $(READER)/package-lock.json $(READER)/node_modules/installed && exit 0; \
	echo "The second reader of dates could not be installed, and no date is held against it: install npm, which comes with nodejs.org, and run make reader"; \
	[ -z "$$CI" ] || exit 2

lab: $(READY) ## open JupyterLab on the overview
	@$(BIN)/jupyter lab notebooks/00-overview.ipynb

notebooks: $(READY) ## run the notebooks and store their outputs in place
	@$(BIN)/story notebooks $(STORY) --in-place

check: $(READY) ## hold every table of every story against the contract
	@$(BIN)/story check

generate: $(READY) ## write again what is generated: data packages, the tables in words, data/README.md, parts of README.md
	@$(BIN)/story generate

lock: $(READY) ## compile requirements.txt anew from pyproject.toml, with the newest versions
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--all-extras --quiet --upgrade pyproject.toml --output-file requirements.txt

clean: ## remove the environment and everything that was made
	@rm -rf $(VENV) $(READER)/node_modules dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

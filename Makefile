# Claim by Claim. `make help` lists what there is.
PYTHON ?= python3
STORY ?= isis-baghdad-2014
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STORY_COMMAND := $(BIN)/story

.DEFAULT_GOAL := help
.PHONY: help charts test lab notebooks check generate lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 18

# Made anew whenever the list of versions changes, and after an install that broke off:
# the stamp is written last.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@echo "== setting up $(VENV) (once, about two minutes)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

charts: $(READY) ## run every notebook for the story and write dist/ (STORY=example for the other one)
	@$(STORY_COMMAND) charts $(STORY) --to dist
	@$(STORY_COMMAND) notebooks $(STORY) --to dist
	@echo "Open dist/index.html"

test: $(READY) ## everything that CI runs
	@$(BIN)/python tests/run_all.py

lab: $(READY) ## open JupyterLab on the overview
	@$(BIN)/jupyter lab notebooks/00-overview.ipynb

notebooks: $(READY) ## run the notebooks and store their outputs in place
	@$(STORY_COMMAND) notebooks $(STORY) --in-place

check: $(READY) ## hold every table against the contract
	@$(STORY_COMMAND) check

generate: $(READY) ## write again what is generated: data packages, data/README.md, the README's figures
	@$(STORY_COMMAND) generate

lock: $(READY) ## compile requirements.txt anew from pyproject.toml
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--all-extras --quiet --upgrade pyproject.toml --output-file requirements.txt

clean: ## remove the environment and everything that was made
	@rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Claim by Claim. Everything stands in make.py; `make help` lists what there is.
PYTHON ?= $(or $(wildcard .venv/bin/python),python3)
COMMANDS := help setup charts test browser reader lab notebooks check generate lock audit mutants properties fuzz clean

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: $(COMMANDS)
$(COMMANDS):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed, and $(PYTHON) is not. If you have one under another name: make $@ PYTHON=python3.12"; exit 2; }
	@$(PYTHON) make.py $@ $(STORY)

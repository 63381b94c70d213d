# Everything lives in .venv; a stamp in it tells which set of requirements is installed.
# CONTRIBUTING.md has the same steps without make.

PYTHON ?= python3
UV ?= .venv/bin/uv
VENV_PYTHON := .venv/bin/python
SETS := test lint docs site release build lock
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test bench lint docs site-test rehearse lock clean
.NOTPARALLEL:

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

demo: .venv/.build ## run examples/demo.py
	@$(VENV_PYTHON) examples/demo.py

test: .venv/.test ## run the tests; ARGS are handed to pytest
	@$(VENV_PYTHON) -m pytest $(ARGS)

bench: .venv/.test ## compare the speed with rules by hand and with pydantic
	@$(VENV_PYTHON) -m benchmarks.run

lint: .venv/.lint ## check style, types and layers
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	PATH="$(CURDIR)/.venv/bin:$$PATH" pyright
	.venv/bin/lint-imports
	.venv/bin/deptry src

docs: .venv/.docs ## write the generated files and build the site into site/
	$(VENV_PYTHON) scripts/generate.py --notebooks
	NO_MKDOCS_2_WARNING=1 $(VENV_PYTHON) -m mkdocs build --strict

site-test: .venv/.docs .venv/.site docs ## build the site and open it in Chromium
	IPT_SITE=site $(VENV_PYTHON) -m pytest tests/site $(ARGS)

rehearse: .venv/.release ## do all that publishing does and that needs no network
	$(VENV_PYTHON) scripts/release.py rehearse .cache/rehearsal

# The date in [tool.uv] bounds what can be chosen; UPGRADE=--upgrade takes the newest up to it.
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml

lock: $(if $(filter .venv/%,$(UV)),.venv/.lock) ## remake requirements/*.txt
	$(COMPILE) --group dev -o requirements/dev.txt
	for set in $(SETS); do \
	  $(COMPILE) --group $$set -c requirements/dev.txt -o requirements/$$set.txt || exit 1; \
	done
	$(COMPILE) --resolution lowest-direct -o requirements/lowest.txt

clean: ## remove .venv and everything that was built
	rm -rf .venv .cache .ci/work .coverage .hypothesis .*_cache dist site

$(VENV_PYTHON):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'ipt-core needs Python 3.11 or newer, and "$(PYTHON)" is not.' \
	    'Name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@rm -rf .venv
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; \
	else $(PYTHON) -m venv --without-pip .venv && \
	  $(PYTHON) -m pip --python $@ install --quiet pip; fi || { rm -rf .venv; \
	  echo '"$(PYTHON)" has no pip to set up .venv with.' \
	    'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

# Two pip calls, because an editable install has no hash.
.venv/.%: requirements/%.txt pyproject.toml | $(VENV_PYTHON)
	@echo 'setting up .venv from $<'
	@$(VENV_PYTHON) -m pip install --quiet --require-hashes -r $<
	@$(VENV_PYTHON) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

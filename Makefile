# Needs Python 3.11 to 3.13 and make, nothing else. Recipes are plain sh and use relative paths, so
# that the project may lie in a folder with spaces in its name.

UV = uv==0.13.9
PYTHON = .venv/bin/python
PYTHONS = python3.11 python3.12 python3.13 python3

.DEFAULT_GOAL := help
.PHONY: help run test check fmt features shots clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'
	@echo
	@echo "  PORT, SHOP_HOME and WORKERS change the obvious: make run PORT=3001 SHOP_HOME=.shop-3001"

run: .venv/.shop-ready ## Open the shop on http://localhost:3000; Ctrl-C closes it
	@exec $(PYTHON) -m shop_app run

test: check ## Check, then run every test on real engines and in a real browser
	@$(PYTHON) tests/find_chromium.py
	@$(PYTHON) -m pytest -n 2 --dist loadfile

check: .venv/.tests-ready ## Lint, format, types and the borders between packages, in seconds
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m pyright
	.venv/bin/lint-imports

fmt: .venv/.tests-ready ## Put the code into the common form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

features: .venv/.tests-ready ## Show which rows of the feature table have passing tests
	@$(PYTHON) -m tests.features

shots: .venv/.tests-ready ## Lay out every screen in contact sheets under test-results/shots/
	@$(PYTHON) tests/find_chromium.py
	@$(PYTHON) -m tests.shots

clean: ## Remove what was built and tested, and the demo shop in .shop with its data
	rm -rf .shop .shop-frontend .web .states test-results reports
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# Stamps: each says that the packages of one list are installed.
.venv/.shop-ready: requirements.txt
	@$(make_venv)
	@echo "Installing the packages of requirements.txt …"
	@requirements=requirements.txt; $(install)
	@touch $@

.venv/.tests-ready: requirements-dev.txt .venv/.shop-ready
	@echo "Installing the packages of requirements-dev.txt …"
	@requirements=requirements-dev.txt; $(install)
	@touch $@

# The first Python that is new enough and can make environments.
define make_venv
if ! $(PYTHON) -c '' 2>/dev/null; then \
  for each in $(PYTHONS); do \
    if "$$each" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
    then python=$$each; break; fi; \
  done; \
  if [ -z "$${python:-}" ]; then \
    echo "Stoa needs Python 3.11, 3.12 or 3.13 with venv (on Debian: apt install python3-venv)." >&2; \
    exit 1; \
  fi; \
  "$$python" -m venv --clear .venv; \
fi
endef

# uv is many times faster than pip; where it cannot be had or cannot install, pip does the work.
define install
if ! { $(PYTHON) -m uv --version || $(PYTHON) -m pip install --quiet '$(UV)'; } >/dev/null 2>&1 \
  || ! $(PYTHON) -m uv pip install --quiet --python $(PYTHON) -r $$requirements; \
then $(PYTHON) -m pip install --quiet --disable-pip-version-check -r $$requirements; fi
endef

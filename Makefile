# `make` alone lists what it can do. GNU make 3.81 or newer.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 3000
# As typed, with any $ in them; the programs read them from the environment.
override DESCRIPTION := $(value DESCRIPTION)
export PORT ROWS DESCRIPTION SEED FILE WORKERS CALLERS DURATION
export SAM_CLI_TELEMETRY := 0

# --- Pythons ------------------------------------------------------------------------------
# The first Python that is new enough; PYTHON=/path/to/python overrules it.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$python; break; }; done)
endif

# The function's own Python, which `sam build` needs: on PATH, or one of pyenv's.
RUNTIME := 3.13
RUNTIME_PYTHON := $(shell for python in python$(RUNTIME) $$HOME/.pyenv/versions/$(RUNTIME).*/bin/python; do \
	$$python -c 'import sys; print(sys.executable)' 2>/dev/null && break; done)

# The processor to build for: this machine's, so that the package also runs here.
ARCHITECTURE ?= $(if $(filter arm64 aarch64,$(shell uname -m)),arm64,x86_64)

IN_VENV := .venv/bin/python -m
TRAINING ?= .tools/train/bin/python
SAM_VERSION := 1.170.0
SAM := .tools/sam/bin/sam
CHECKOV_VERSION := 3.3.30
RUNTIME_CLIENT_VERSION := 4.2.2
SAM_PARAMETERS := --parameter-overrides Architecture=$(ARCHITECTURE)
PACKAGE := .aws-sam/build/.ready
PACKAGE_SOURCES := $(shell find functions -type f -not -name '*.pyc')

# --- Goals --------------------------------------------------------------------------------
.PHONY: help run dataset test test-local check audit scan bench profile evals outlines pictures vectors realism scale recipes load cold-start build local deploy lock clean

help:
	@echo 'make run         start the service on port 3000 with an S3 of its own, and ask it for a dataset'
	@echo '                 PORT=3001  ROWS=5000  DESCRIPTION="hotel bookings"; OPENAI_API_KEY for the model'
	@echo 'make dataset     write a CSV of any size with all cores: ROWS=20000000  FILE=churn.csv  SEED=1'
	@echo 'make test        run the tests; TESTS="tests/engine -k dates" for some of them'
	@echo 'make check       format, lint, types, template, known vulnerabilities'
	@echo 'make scan        look for bad practice in the template, with checkov'
	@echo 'make build       build the Lambda package (needs Python $(RUNTIME))'
	@echo 'make local       run it in its container, with sam local (needs Docker)'
	@echo 'make test-local  run the tests of make local (needs Docker)'
	@echo 'make deploy      build it and put it on AWS'
	@echo 'make bench       measure the speed, beside other generators'
	@echo 'make profile     show where the time goes'
	@echo 'make evals       measure how well descriptions are understood'
	@echo 'make outlines    check outlines of subjects and print their figures; FILES=...  ONLY="gym"  MEND=1'
	@echo 'make pictures    take the pictures of the README (needs chromium)'
	@echo 'make vectors     make the vectors by which words are compared (ten minutes; needs torch)'
	@echo 'make realism     print the figures of five well-known datasets beside ours'
	@echo 'make train       train the reader of descriptions on training/corpus (an hour on two cores)'
	@echo 'make score       measure the reader on the examples kept out of its training'
	@echo 'make scale       make 10,000,000 rows over a local state machine, with all that can go wrong'
	@echo 'make recipes     run the recipes of docs/scale.md with Dask and Spark (needs Java)'
	@echo 'make load        let 50 callers at the service for 60 s; CALLERS=20  DURATION=30'
	@echo 'make cold-start  measure a new container'
	@echo 'make lock        resolve the dependencies of pyproject.toml into requirements.txt'
	@echo 'make clean       remove everything that make has made'

run: .venv/.run
	@PYTHONPATH=functions $(IN_VENV) tests.local.run

dataset: .venv/.run
	@OMP_NUM_THREADS=1 PYTHONPATH=functions $(IN_VENV) tests.local.dataset

test: .venv/.dev $(if $(RUNTIME_PYTHON),$(PACKAGE) .tools/.runtime-$(RUNTIME_CLIENT_VERSION),no-package)
	@RUNTIME_PYTHON=$(RUNTIME_PYTHON) OMP_NUM_THREADS=1 $(IN_VENV) pytest -n 2 --dist worksteal -m 'not container' $(TESTS)

test-local: .venv/.dev $(PACKAGE)
	@$(IN_VENV) pytest -m container tests/aws

check: .venv/.dev
	$(IN_VENV) ruff format --check .
	$(IN_VENV) ruff check .
	$(IN_VENV) mypy
	.venv/bin/cfn-lint template.yaml
	@$(MAKE) audit

# Known vulnerabilities of the pinned packages. Without a network there is nobody to ask.
audit: .venv/.dev
	@echo '$(IN_VENV) pip_audit'
	@$(IN_VENV) pip_audit --requirement requirements.txt --disable-pip --require-hashes \
		--progress-spinner off >.venv/audit.log 2>&1 || { \
		grep -qE 'ConnectionError|Max retries|Connection' .venv/audit.log \
		&& echo 'not audited: no network' || { cat .venv/audit.log; exit 1; }; }
	@grep -E '^(No known|Found)' .venv/audit.log || true

# Good practice in the template; what is not followed has its reason there.
scan: .tools/.checkov-$(CHECKOV_VERSION)
	.tools/checkov/bin/checkov --file template.yaml --framework cloudformation \
		--skip-download --compact --quiet

bench: .venv/.bench $(if $(RUNTIME_PYTHON),$(PACKAGE) .tools/.runtime-$(RUNTIME_CLIENT_VERSION))
	@RUNTIME_PYTHON=$(RUNTIME_PYTHON) PYTHONPATH=functions POLARS_MAX_THREADS=1 $(IN_VENV) tests.benchmarks.bench

profile: .venv/.dev
	@PYTHONPATH=functions $(IN_VENV) tests.benchmarks.profile_engine

evals: .venv/.dev
	@PYTHONPATH=functions $(IN_VENV) tests.evals.run

outlines: .venv/.dev
	@OMP_NUM_THREADS=1 PYTHONPATH=functions $(IN_VENV) tests.planning.knowledge.look $(FILES) $(ONLY) $(if $(MEND),--mend)

# Needs the packages of training/requirements.txt.
vectors: .venv/.dev
	@PYTHONPATH=functions $(TRAINING) -m training.vectors

pictures: .venv/.dev
	@PYTHONPATH=functions $(IN_VENV) tests.browser.pictures

realism: .venv/.dev
	@PYTHONPATH=functions $(IN_VENV) tests.realism.run

train: .tools/.train
	@PYTHONPATH=functions OMP_NUM_THREADS=1 .tools/train/bin/python -m training.train .tools/train/parameters.pt
	@PYTHONPATH=functions .tools/train/bin/python -m training.export .tools/train/parameters.pt
	@PYTHONPATH=functions .tools/train/bin/python -m training.implied
	@$(MAKE) score SCORE=--card

score: .venv/.dev
	@PYTHONPATH=functions $(IN_VENV) training.score $(SCORE)

scale: .venv/.dev
	@OMP_NUM_THREADS=1 PYTHONPATH=functions $(IN_VENV) tests.scale.whole

recipes: .venv/.dev .tools/.recipes
	@$(IN_VENV) pytest -q tests/scale/test_recipes.py

load: .venv/.run .tools/.load
	@PYTHONPATH=functions $(IN_VENV) tests.load.run

cold-start: .venv/.dev $(PACKAGE) .tools/.runtime-$(RUNTIME_CLIENT_VERSION)
	@RUNTIME_PYTHON=$(RUNTIME_PYTHON) $(IN_VENV) tests.aws.cold_start

build: $(PACKAGE)

local: .venv/.run $(PACKAGE)
	@PYTHONPATH=functions $(IN_VENV) tests.local.with_s3 $(SAM) local start-api --port $(PORT)

deploy: $(PACKAGE)
	$(SAM) deploy --guided $(SAM_PARAMETERS)

lock: .tools/.uv
	.tools/uv/bin/uv pip compile pyproject.toml --output-file requirements.txt --quiet \
		--universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock'

clean:
	rm -rf .venv .tools .aws-sam .mypy_cache .ruff_cache .pytest_cache .hypothesis

# --- What they stand on -------------------------------------------------------------------
.venv/bin/python:
	$(call new_environment,.venv)

.venv/.run: requirements.txt tests/local/requirements.txt | .venv/bin/python
	$(call install,.venv,-r requirements.txt)
	$(call install,.venv,-r tests/local/requirements.txt)
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(call install,.venv,-r requirements-dev.txt)
	@touch $@

.tools/.checkov-$(CHECKOV_VERSION):
	$(call new_environment,.tools/checkov)
	$(call install,.tools/checkov,checkov==$(CHECKOV_VERSION))
	@touch $@

.venv/.bench: tests/benchmarks/requirements.txt .venv/.dev
	$(call install,.venv,-r tests/benchmarks/requirements.txt)
	@touch $@

.tools/.load: tests/load/requirements.txt
	$(call new_environment,.tools/load)
	$(call install,.tools/load,-r tests/load/requirements.txt)
	@touch $@

.tools/.recipes: requirements.txt tests/scale/requirements.txt
	$(call new_environment,.tools/recipes)
	$(call install,.tools/recipes,-r requirements.txt)
	$(call install,.tools/recipes,-r tests/scale/requirements.txt)
	@touch $@

.tools/.train: requirements.txt training/requirements.txt
	$(call new_environment,.tools/train)
	$(call install,.tools/train,-r requirements.txt)
	$(call install,.tools/train,-r training/requirements.txt)
	@touch $@

.tools/.sam-$(SAM_VERSION):
	$(call new_environment,.tools/sam)
	$(call install,.tools/sam,aws-sam-cli==$(SAM_VERSION))
	@touch $@

.tools/.uv:
	$(call new_environment,.tools/uv)
	$(call install,.tools/uv,uv)
	@touch $@

# AWS's runtime client for the function's Python, for the tests with the runtime emulator.
.tools/.runtime-$(RUNTIME_CLIENT_VERSION):
	$(call need_runtime_python)
	@mkdir -p .tools
	@$(if $(filter Linux,$(shell uname -s)),$(RUNTIME_PYTHON) -m pip install --quiet \
		--target .tools/runtime --upgrade awslambdaric==$(RUNTIME_CLIENT_VERSION) \
		>.tools/install.log 2>&1 || { $(call offline,awslambdaric,.tools/install.log); })
	@touch $@

$(PACKAGE): $(PACKAGE_SOURCES) template.yaml samconfig.toml requirements.txt .ci/package.py \
		| .tools/.sam-$(SAM_VERSION)
	$(call need_runtime_python)
	@echo 'building the package ...'
	@PATH="$(dir $(RUNTIME_PYTHON)):$$PATH" $(SAM) build $(SAM_PARAMETERS) >.tools/build.log 2>&1 \
		|| { echo 'sam build failed; the end of .tools/build.log:' >&2; tail -3 .tools/build.log >&2; exit 1; }
	@$(RUNTIME_PYTHON) .ci/package.py .aws-sam/build/Function
	@rm -rf .aws-sam/build/Worker && cp -R .aws-sam/build/Function .aws-sam/build/Worker
	@touch $@

.PHONY: no-package
no-package:
	@echo 'no Python $(RUNTIME) here: tests of the built package will be skipped' >&2

# --- Recipes ------------------------------------------------------------------------------
define new_environment
	@if [ -z '$(PYTHON)' ] || ! $(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo 'Rowsmith needs Python 3.11 or newer: install one, or name it: make PYTHON=/path/to/python' >&2; \
		exit 1; fi
	@echo 'making the environment $(1) ...'
	@mkdir -p $(1) && $(PYTHON) -m venv --clear $(1) >$(1).log 2>&1 && mv $(1).log $(1)/venv.log || { \
		echo 'Python cannot make an environment here (on Debian and Ubuntu: apt install python3-venv); see $(1).log' >&2; \
		rm -rf $(1); exit 1; }
endef

define install
	@echo 'installing $(subst -r ,,$(2)) ...'
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --retries 2 $(2) \
		>$(1)/install.log 2>&1 || { $(call offline,$(subst -r ,,$(2)),$(1)/install.log); }
endef

offline = echo 'Could not install $(1): is this machine online? See $(2)' >&2; exit 1

define need_runtime_python
	@[ -n '$(RUNTIME_PYTHON)' ] || { \
		echo 'This needs Python $(RUNTIME), which the function runs on: install it and have it on PATH' >&2; exit 1; }
endef

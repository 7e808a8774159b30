# The one door to the course. `make` alone lists what it can do.
# LAB=07_machine_learning picks a lab, ARGS="..." adds options, PYTHON=python3.12 picks the interpreter for .venv.

export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help env lock lab classroom test build verify grade bench site

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 8

env: ## make .venv from the locks in requirements/; does nothing when it is up to date
	@tools/env.sh

lock: env ## resolve requirements/*.in into the locks beside them
	tools/lock.sh $(ARGS)

lab: env ## open JupyterLab on labs/
	@tools/lab.sh $(ARGS)

classroom: env ## open a JupyterHub with an instructor and students on this machine
	@tools/classroom.sh $(ARGS)

test: env ## run every test, as the CI does
	@tools/test.sh

build: env ## make the notebooks from solutions/*/*.py
	grader build $(LAB) $(ARGS)

verify: env ## prove that solutions pass and wrong answers fail
	grader verify $(LAB) $(ARGS)

grade: env ## grade the submissions of LAB
	grader grade $(LAB) $(ARGS)

bench: env ## grade LAB side by side with stock nbgrader
	grader bench $(LAB) $(ARGS)

site: env ## make the static site in build/site
	@tools/site.sh $(ARGS)

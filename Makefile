# jixiao 的常用动作。每个目标自己备好 .venv，只需要 bash、make 和 Python 3.11 以上。
# 指定解释器：make demo PYTHON=/某处/python3.11

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PYTHON

BIN := .venv/bin
JOBS ?= 2
RULES ?= jiangxi-2023
step = @printf '\n==> %s\n' '$(1)'

.PHONY: help demo test check coverage bench soak docs lock venv-build venv-dev venv-bench \
	check-ruff check-format check-types check-floors check-docs check-tests

help: ## 列出这些目标
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

venv-build venv-dev venv-bench: venv-%:
	@requirements/venv $*

demo: venv-build ## 给 examples/ 里的真实自评表打分
	$(call step,jixiao score examples/*.json --rules $(RULES))
	@# 退出码 1 是“表里有问题”，正是要演示的；2 以上才算演示失败。
	@$(BIN)/jixiao score examples/*.json --rules $(RULES) || [ $$? -eq 1 ]

test: venv-dev ## 跑全部测试
	$(call step,测试)
	@$(BIN)/python -m pytest -n $(JOBS) $(PYTEST)

check: check-ruff check-format check-types check-floors check-docs check-tests ## 全部检查，连同核心各层的测试和覆盖率
	@printf '\n全部检查通过。\n'

check-ruff: venv-dev
	$(call step,1/6 写法（ruff check）)
	@$(BIN)/ruff check

check-format: venv-dev
	$(call step,2/6 排版（ruff format）)
	@$(BIN)/ruff format --check

check-types: venv-dev
	$(call step,3/6 类型（mypy --strict）)
	@$(BIN)/mypy

check-floors: venv-dev
	$(call step,4/6 楼层（import-linter）)
	@$(BIN)/lint-imports --no-logo

check-docs: venv-dev
	$(call step,5/6 文档与程序一致（docs/generate.py --check）)
	@$(BIN)/python docs/generate.py --check

# 规则、打分、复核是这个项目的核心：改了什么，先跑它们的测试，量覆盖率。其余各层由 make test 跑，不跑两遍。
CORE := indicators schemas rulesets scoring audit
CORE_TESTS := $(CORE:%=tests/%) tests/variants $(wildcard tests/test_*.py)
REPORT := --cov-report=term:skip-covered

check-tests: venv-dev
	$(call step,6/6 核心各层的测试与覆盖率（pytest --cov）)
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-brief} $(BIN)/python -m pytest -n $(JOBS) $(CORE_TESTS) \
		$(CORE:%=--cov=jixiao/%) $(REPORT) $(PYTEST)

coverage: venv-dev ## 跑全部测试并量覆盖率（比 make test 慢一倍）
	$(call step,全部测试与覆盖率（pytest --cov）)
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-brief} $(BIN)/python -m pytest -n $(JOBS) --cov $(REPORT) $(PYTEST)

bench: venv-bench ## 测启动时间和打分速度，同对照的引擎并排
	@for one in bench/[!_]*.py; do printf '\n==> %s\n' "$$one"; $(BIN)/python "$$one"; done

soak: venv-dev ## 长跑：复核改一处查不查得出（一万张表、三百篇公开）；数据库任意次序的操作、随时 kill -9
	$(call step,bench/checker.py --full)
	@$(BIN)/python bench/checker.py --full --jobs $(JOBS)
	$(call step,tests/store/test_stateful.py（HYPOTHESIS_PROFILE=thorough）)
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest tests/store/test_stateful.py
	$(call step,bench/kills.py)
	@$(BIN)/python bench/kills.py

docs: venv-dev ## 重新生成由程序得来的文档
	@$(BIN)/python docs/generate.py

lock: venv-build ## 重新锁定各包的版本
	@requirements/lock

# 办事 Banshi: `make run` starts it, `make test` checks it. Both install what they need first.
.DEFAULT_GOAL := help
.PHONY: help run test bench setup lint clean requirements audit

PYTHON3 ?= python3
PYTHON := .venv/bin/python
QUICK ?=
CATALOGUE ?= $(BANSHI_CATALOGUE)

help: ## show this list
	@echo "make run     安装、训练（没有可用模型时）、启动，最后显示网址 (install, train if needed, start)"
	@echo "             CATALOGUE=guangdong 用导入的目录代替沙箱城市 (serve an imported catalogue)"
	@echo "make test    安装测试所需并运行全部测试 (install what tests need and run them all)"
	@echo "make bench   性能与准确率对比，QUICK=1 为短版 (benchmarks)"
	@echo "make setup   只安装 (install only)"
	@echo "make lint    只做静态检查 (ruff and mypy)"
	@echo "make audit   依赖包的已知漏洞 (known advisories of the dependencies)"
	@echo "make clean   删除安装和构建的内容，保留 var/ 与 models/ (remove what was installed and built)"
	@echo "make requirements   重新锁定依赖版本 (lock the dependencies anew)"

run: setup
	@BANSHI_CATALOGUE= $(PYTHON) -m bot train
	@BANSHI_CATALOGUE="$(CATALOGUE)" exec $(PYTHON) -m bot up

setup:
	@$(PYTHON3) deploy/setup.py run

test:
	@$(PYTHON3) deploy/setup.py test
	@$(PYTHON) deploy/check.py all

lint:
	@$(PYTHON3) deploy/setup.py test
	@$(PYTHON) deploy/check.py lint

bench: setup
	@$(PYTHON) -m bot bench $(if $(QUICK),--quick)

audit:
	@$(PYTHON3) deploy/setup.py tools
	@.tools/bin/pip-audit --disable-pip --strict --require-hashes --progress-spinner off -r requirements.txt

LOCK := .uv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
requirements:
	@$(PYTHON3) deploy/setup.py run
	$(LOCK) --python-version 3.10 --override requirements-overrides.txt requirements.in -o requirements.txt
	$(LOCK) --python-version 3.10 requirements-embedding.in -o requirements-embedding.txt
	$(LOCK) --python-version 3.10 --override requirements-overrides.txt requirements.in requirements-dev.in -o requirements-dev.txt
	$(LOCK) --python-version 3.10 requirements-tools.in -o requirements-tools.txt
	$(LOCK) --universal --python-version 3.8 requirements-setup.in -o requirements-setup.txt
	$(LOCK) --universal --python-version 3.8 requirements-node.in -o requirements-node.txt

clean:
	rm -rf .venv .uv .tools channels/web/static channels/web/pages/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

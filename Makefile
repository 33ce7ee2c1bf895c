# make demo    the environment, the database, both bundled negotiations, http://127.0.0.1:8000 (PORT, PARLEY_DATA)
# make test    the environment and the whole suite; ARGS="-k words" goes to pytest
# make check   everything but the tests that a change must pass
# make benchmark  how times grow, as ratios within one run
# make pictures   the README's pictures, taken anew by the tests that look at the same pages
# make lock    the lock files from pyproject.toml (needs uv)
# make clean   forgets what was made; the database in .parley stays

PYTHON ?= python3
PY := .venv/bin/python
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url
CHECKS := lint format types templates imports migrations deployment locks

.PHONY: demo test check benchmark pictures lock clean environment $(CHECKS)

demo:
	@$(PYTHON) .ci/environment.py requirements.lock
	@$(PY) manage.py demo

test: environment
	@$(PY) -m pytest $(ARGS)

check: $(CHECKS)

benchmark: environment
	@$(PY) -m pytest -m benchmark -q tests/benchmarks

pictures: environment
	PARLEY_PICTURES=.github/pictures $(PY) -m pytest -q tests/browser/test_pictures.py

lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .*_cache .hypothesis staticfiles test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(PYTHON) .ci/environment.py requirements-dev.lock

$(CHECKS): environment

lint:
	$(PY) -m ruff check .
format:
	$(PY) -m ruff format --check .
types:
	$(PY) -m mypy
templates:
	$(PY) -m djlint --quiet --lint templates
imports:
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
migrations:
	$(PY) manage.py makemigrations --check --dry-run
deployment: export PARLEY_ENV = production
deployment: export SECRET_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_hex(32))')
deployment: export ALLOWED_HOSTS = parley.example
deployment:
	$(PY) manage.py check --deploy --fail-level WARNING
locks:
	$(PY) .ci/locks.py

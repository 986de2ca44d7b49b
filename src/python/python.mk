# python.mk: the module for Python: `make wheel` builds one, `make test-python` tests it with the programs whose models it
# takes, in a virtual environment of its own (gigabytes). Part of the Makefile.

PYTHON      ?= python3
MODULE      := src/python/gatescope.py
WHEEL       := $(BUILD)/gatescope-$(VERSION)-py3-none-any.whl
PYTHON_VENV ?= $(BUILD)/python
PYTHON_NEEDS := numpy torch safetensors onnx onnxscript onnxruntime keras h5py anywidget jupyterlab nbconvert ipykernel \
                dask[distributed] pytest

# The module with the program's version in it. $(call filled-module,FILE)
filled-module = sed 's/^__version__ = .*/__version__ = "$(VERSION)"/' $(MODULE) > $1

# With the page that a notebook shows where that was built (`make web`). The same files give the same bytes.
wheel:
	@rm -rf $(BUILD)/wheel && mkdir -p $(BUILD)/wheel
	@cp src/python/pyproject.toml LICENSE $(wildcard $(BUILD)/notebook.html) $(BUILD)/wheel
	@$(call filled-module,$(BUILD)/wheel/gatescope.py)
	@$(PYTHON) -m pip --quiet wheel --no-deps --wheel-dir $(BUILD) $(BUILD)/wheel
	@ls $(WHEEL)

$(PYTHON_VENV)/ready: src/python/python.mk
	@$(PYTHON) -m venv $(PYTHON_VENV)
	@$(PYTHON_VENV)/bin/pip --quiet install $(PYTHON_NEEDS)
	@touch $@

test-python: program $(PYTHON_VENV)/ready
	@$(MAKE) --no-print-directory wheel PYTHON=$(PYTHON_VENV)/bin/python
	@$(PYTHON_VENV)/bin/pip --quiet install --force-reinstall --no-deps $(WHEEL)
	@GATESCOPE=$(abspath $(BUILD)/gatescope) $(PYTHON_VENV)/bin/python -m pytest -q tests/python

.PHONY: wheel test-python

"""What napari reads of the package."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import napari_biozoocte
import pytest

yaml = pytest.importorskip("yaml")

PACKAGE = Path(napari_biozoocte.__file__).parent


def manifest():
    return yaml.safe_load((PACKAGE / "napari.yaml").read_text("utf-8"))


def test_manifest_names_what_is_there():
    stated = manifest()
    assert stated["name"] == "napari-biozoocte" and 3 <= len(stated["display_name"]) <= 90
    commands = {command["id"]: command for command in stated["contributions"]["commands"]}
    assert all(name.startswith("napari-biozoocte.") for name in commands)
    used = [*stated["contributions"]["widgets"], *(
        item for items in stated["contributions"]["menus"].values() for item in items)]
    assert {item["command"] for item in used} == set(commands)


def test_widget_takes_the_viewer_as_napari_gives_it():
    pytest.importorskip("qtpy")
    for command in manifest()["contributions"]["commands"]:
        module, name = command["python_name"].split(":")
        widget = getattr(importlib.import_module(module), name)
        assert "napari_viewer" in inspect.signature(widget).parameters
        assert not any(p.default is p.empty for p in list(inspect.signature(widget).parameters.values())[1:])


def test_client_core_imports_no_qt():
    core = ["_client", "_connection", "_images", "_launch", "_layers", "_ranking", "_server", "_settings", "_tls", "_work"]
    code = ";".join([*(f"import napari_biozoocte.{name}" for name in core),
                     "import sys; print([n for n in sys.modules if n.lower().startswith(('qt', 'pyqt', 'pyside'))])"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": ":".join(p for p in sys.path if p)})
    assert done.stdout.strip() == "[]"


def test_no_module_is_longer_than_400_lines():
    for module in PACKAGE.glob("*.py"):
        assert len(module.read_text("utf-8").splitlines()) <= 400, module

"""Generates the Python code of the wire, biozoocte.v1, from its .proto files.

Uses ``protoc`` with ``grpc_python_plugin`` where both are on PATH (Debian: protobuf-compiler, protobuf-compiler-grpc),
else the package ``grpcio-tools``. The modules become ``napari_biozoocte._wire``, so that no other package is touched.

Run as ``python generate_wire.py FOLDER``.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = "napari_biozoocte._wire"


def proto_folder() -> Path:
    """The folder of the .proto files: beside this file in a source archive, else the repository's.

    Raises
    ------
    FileNotFoundError
        Where neither is there.
    """
    candidates = [HERE / "proto", HERE.parent.parent / "proto"]
    for folder in candidates:
        if (folder / "biozoocte" / "v1").is_dir():
            return folder
    raise FileNotFoundError(f"no biozoocte/v1/*.proto in {' or '.join(map(str, candidates))}")


def has_compiler() -> bool:
    """Whether protoc and its plugin are on PATH."""
    return bool(shutil.which("protoc") and shutil.which("grpc_python_plugin"))


def compiler() -> list[str]:
    """The command of the compiler with its plugin.

    Raises
    ------
    FileNotFoundError
        Where there is none.
    """
    if has_compiler():
        return ["protoc", f"--plugin=protoc-gen-grpc_python={shutil.which('grpc_python_plugin')}"]
    if importlib.util.find_spec("grpc_tools"):
        return [sys.executable, "-m", "grpc_tools.protoc"]
    raise FileNotFoundError(
        "building napari-biozoocte needs protoc and grpc_python_plugin on PATH (Debian: protobuf-compiler and"
        " protobuf-compiler-grpc), or the Python package grpcio-tools")


def generate(target: Path) -> list[Path]:
    """Writes the generated modules.

    Parameters
    ----------
    target
        The folder of the package ``napari_biozoocte._wire``; it is made where it is not there.

    Returns
    -------
    list of Path
        The modules that were written.
    """
    protos = proto_folder()
    sources = sorted((protos / "biozoocte" / "v1").glob("*.proto"))
    target.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            [*compiler(), f"-I{protos}", f"--python_out={scratch}", f"--pyi_out={scratch}",
             f"--grpc_python_out={scratch}",
             *map(str, sources)],
            check=True)
        for module in sorted((Path(scratch) / "biozoocte" / "v1").glob("*.py*")):
            code = re.sub(r"^from biozoocte\.v1 import", f"from {PACKAGE} import", module.read_text("utf-8"),
                          flags=re.MULTILINE)
            (target / module.name).write_text(code, "utf-8")
            written.append(target / module.name)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python generate_wire.py FOLDER")
    generate(Path(sys.argv[1]))

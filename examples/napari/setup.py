"""The build: what pyproject.toml says, and the code of the wire, which is generated from the .proto files."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generate_wire import generate, has_compiler, proto_folder  # noqa: E402


class BuildWithWire(build_py):
    """Builds the package, then writes the generated code into it."""

    def run(self) -> None:
        super().run()
        base = HERE / "src" if self.editable_mode else Path(self.build_lib)
        generate(base / "napari_biozoocte" / "_wire")


class SourceWithProtos(sdist):
    """Puts the .proto files into the source archive, where the repository is not around it."""

    def make_release_tree(self, base_dir: str, files: "list[str]") -> None:
        super().make_release_tree(base_dir, files)
        shutil.copy(HERE / "generate_wire.py", base_dir)
        shutil.copytree(proto_folder(), Path(base_dir) / "proto", dirs_exist_ok=True)


setup(
    cmdclass={"build_py": BuildWithWire, "sdist": SourceWithProtos},
    # pip fetches it for the build where the compiler is not there.
    setup_requires=[] if has_compiler() else ["grpcio-tools"],
)

"""How the bridge is found and started: proto/CONNECTION.md, rule by rule."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from napari_biozoocte import _connection, _launch
from napari_biozoocte._errors import BridgeNotFound, Cancelled


def test_connection_file_takes_the_first_place_that_is_set(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    every = {"BIOZOOCTE_CONNECTION": "/a/b.json", "XDG_RUNTIME_DIR": "/run/user/7"}
    assert _connection.connection_file(every) == Path("/a/b.json")
    del every["BIOZOOCTE_CONNECTION"]
    assert _connection.connection_file(every) == Path("/run/user/7/biozoocte/connection.json")
    assert _connection.connection_file({}) == tmp_path / ".biozoocte" / "connection.json"


def test_connection_file_on_windows_is_in_the_profile(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert _connection.connection_file({"LOCALAPPDATA": "/profile"}) == Path("/profile/BioZooCte/connection.json")


@pytest.mark.parametrize(("address", "target"), [
    ("127.0.0.1", "127.0.0.1:5"), ("localhost", "localhost:5"), ("::1", "[::1]:5"),
    ("unix:/run/b.sock", "unix:/run/b.sock"),
])
def test_target_is_what_grpc_takes(address, target):
    assert _connection.Connection(address, 5, "t", 1).target == target


def test_find_gives_a_serving_bridge_and_ignores_fields_it_does_not_know(bridge):
    found = _connection.find()
    assert (found.port, found.token, found.pid) == (bridge.port, "t0ken", os.getpid())


@pytest.mark.parametrize("changes", [{"api": "v2"}, {"pid": 2**22 + 7}, {"pid": -1}, {"port": "none"}])
def test_find_ignores_a_file_that_is_not_of_a_usable_bridge(bridge, changes):
    bridge.write(**changes)
    assert _connection.find() is None


def test_find_ignores_a_bridge_that_does_not_serve(bridge):
    bridge.is_serving = False
    assert _connection.find() is None


def test_find_reaches_a_bridge_that_listens_everywhere_by_loopback(bridge):
    bridge.write(address="0.0.0.0")
    assert _connection.find().address == "127.0.0.1"
    bridge.write(address="::")
    assert _connection.read(bridge.file).target == f"[::1]:{bridge.port}"


def test_is_serving_asks_again_where_the_answer_is_late(bridge):
    connection = _connection.read(bridge.file)
    bridge.late_answers = 2
    assert _connection.is_serving(connection, timeout=0.3)
    bridge.late_answers = _connection.HEALTH_TRIES
    assert not _connection.is_serving(connection, timeout=0.1)


def test_find_ignores_a_port_where_nobody_listens_within_the_time(bridge):
    bridge.stop()
    begin = time.monotonic()
    assert _connection.find() is None
    assert time.monotonic() - begin < _connection.HEALTH_TIMEOUT + 5


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{\"api\": \"v1\"}"])
def test_read_gives_none_for_what_is_no_connection_file(tmp_path, text):
    path = tmp_path / "connection.json"
    if text is not None:
        path.write_text(text, "utf-8")
    assert _connection.read(path) is None


def program(folder, text, name="zoocte"):
    path = folder / name
    path.write_text(text, "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_find_program_takes_setting_then_variable_then_path(monkeypatch, tmp_path):
    places = []
    for name in ("setting", "variable", "path"):
        (tmp_path / name).mkdir()
        places.append(program(tmp_path / name, "#!/bin/sh\n"))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("BIOZOOCTE_EXECUTABLE", str(places[1]))
    assert _launch.find_program(str(places[0])) == places[0]
    assert _launch.find_program() == places[1]
    monkeypatch.delenv("BIOZOOCTE_EXECUTABLE")
    assert _launch.find_program() == places[2]


def test_find_program_takes_what_lies_beside_the_plugin_before_the_path(monkeypatch, tmp_path):
    (tmp_path / "zoocte-0.1.0-linux-x64").mkdir()
    unzipped = program(tmp_path / "zoocte-0.1.0-linux-x64", "#!/bin/sh\n")
    (tmp_path / "path").mkdir()
    program(tmp_path / "path", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.delenv("BIOZOOCTE_EXECUTABLE", raising=False)
    monkeypatch.setattr(_launch, "_FOLDER", tmp_path)
    assert _launch.find_program() == unzipped
    newest = {}
    for name in ("zoocte-0.9.0-linux-x64", "zoocte-0.10.0-linux-x64", "zoocte-", "zoocte-old"):
        (tmp_path / name).mkdir()
        newest[name] = program(tmp_path / name, "#!/bin/sh\n")
    assert _launch.find_program() == newest["zoocte-0.10.0-linux-x64"]
    beside = program(tmp_path, "#!/bin/sh\n")
    assert _launch.find_program() == beside


def test_find_program_says_what_to_get_and_where_to_put_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BIOZOOCTE_EXECUTABLE", raising=False)
    with pytest.raises(BridgeNotFound) as caught:
        _launch.find_program()
    for words in ("zoocte-VERSION-linux-x64.zip", "bridge/publish", "BIOZOOCTE_EXECUTABLE", "PATH",
                  str(Path(_launch.__file__).parent)):
        assert words in str(caught.value)


def test_find_program_names_a_setting_that_is_not_there():
    with pytest.raises(BridgeNotFound, match="/no/zoocte, which the settings names, is not there"):
        _launch.find_program("/no/zoocte")


def serving(folder):
    """A program that serves as zoocte does, and writes its arguments down."""
    fake = Path(__file__).resolve().parent / "fake_bridge.py"
    return program(folder, f"#!/bin/sh\necho \"$@\" > '{folder}/arguments'\necho $$ > '{folder}/pid'\n"
                           f"exec '{sys.executable}' '{fake}'\n")


def test_find_or_start_starts_the_program_with_the_host_and_the_models(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    models = tmp_path / "models"
    models.mkdir()
    started = _launch.find_or_start(str(serving(tmp_path)), str(models))
    try:
        assert _connection.is_serving(started)
        arguments = (tmp_path / "arguments").read_text("utf-8").strip()
        assert arguments == f"serve --parent-pid {os.getpid()} --model-root {models}"
    finally:
        os.kill(int((tmp_path / "pid").read_text("utf-8")), 15)


def test_find_or_start_takes_a_running_bridge_and_needs_no_program(bridge):
    assert _launch.find_or_start("/no/zoocte").port == bridge.port


def test_find_or_start_shows_the_last_lines_of_a_program_that_ends(tmp_path):
    broken = program(tmp_path, "#!/bin/sh\necho 'no model root: give --model-root' >&2\nexit 3\n")
    with pytest.raises(BridgeNotFound) as caught:
        _launch.find_or_start(str(broken), str(tmp_path))
    assert "ended with code 3" in str(caught.value)
    assert "no model root: give --model-root" in str(caught.value)


def test_find_or_start_gives_up_in_time_and_ends_the_program(tmp_path):
    slow = program(tmp_path, f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 30\n")
    with pytest.raises(BridgeNotFound, match="did not serve within 3 seconds"):
        _launch.find_or_start(str(slow), str(tmp_path), timeout=3)
    assert _has_ended(int((tmp_path / "pid").read_text("utf-8")))


def test_find_or_start_stops_when_the_user_gives_up(tmp_path):
    slow = program(tmp_path, "#!/bin/sh\nexec sleep 30\n")
    with pytest.raises(Cancelled):
        _launch.find_or_start(str(slow), str(tmp_path), is_cancelled=lambda: True)


def test_find_or_start_asks_for_a_folder_of_models(tmp_path):
    waiting = str(program(tmp_path, "#!/bin/sh\n"))
    with pytest.raises(BridgeNotFound, match="a folder of models is needed"):
        _launch.find_or_start(waiting)
    with pytest.raises(BridgeNotFound, match="/no/models is no folder"):
        _launch.find_or_start(waiting, "/no/models")


def _has_ended(pid):
    for _ in range(50):
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                return True
        except ChildProcessError:
            return True
        time.sleep(0.1)
    return False

"""A bridge that a setting names: over TLS, neither started nor ended by the plugin."""

from __future__ import annotations

import hashlib
import os
import socket
import ssl
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from fake_viewer import Image as ImageLayer, Viewer
from napari_biozoocte import _connection, _launch
from napari_biozoocte._client import BridgeClient
from napari_biozoocte._errors import BridgeNotFound, UntrustedCertificate
from napari_biozoocte._images import Image
from napari_biozoocte._server import ServerSetting
from napari_biozoocte._settings import RankingChoice
from napari_biozoocte._work import follow

PROGRAM = os.environ.get("BIOZOOCTE_EXECUTABLE", "")
ZOO = Path(__file__).resolve().parents[2] / "zoo"
CELLS = np.kron(np.random.default_rng(5).integers(0, 200, (32, 32), np.uint8), np.ones((4, 4), np.uint8))

needs_zoocte = pytest.mark.skipif(not PROGRAM, reason="BIOZOOCTE_EXECUTABLE names no zoocte")


class Server:
    """The lab's server: a certificate of its own for 127.0.0.1, and a bridge that shows it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.certificate = folder / "server.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=server", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "server.key"), "-out", str(self.certificate)],
            check=True, stderr=subprocess.DEVNULL)
        self.file = folder / "connection.json"
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--model-root", str(ZOO), "--listen", "127.0.0.1:0", "--state", str(folder / "state"),
             "--tls-cert", str(self.certificate), "--tls-key", str(folder / "server.key")],
            env={**os.environ, "BIOZOOCTE_CONNECTION": str(self.file)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while not self.file.exists():
            assert self.process.poll() is None and time.monotonic() < end, "the server does not start"
            time.sleep(0.1)
        self.port = _connection.read(self.file).port

    def setting(self, **changes):
        return ServerSetting(**{"address": f"127.0.0.1:{self.port}", "token_file": str(self.folder / "state" / "token"),
                                "ca_file": str(self.certificate), **changes})


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.process.terminate()
    running.process.wait(30)


def token(folder, text="t0ken\n", encoding="utf-8"):
    path = folder / "token"
    path.write_text(text, encoding)
    return str(path)


def refused(setting, kind=BridgeNotFound):
    with pytest.raises(kind) as caught:
        _launch.find_or_start("/no/zoocte", "/no/models", server=setting)
    return str(caught.value)


@pytest.mark.parametrize(("address", "host", "port"), [
    ("lab.example.org:50551", "lab.example.org", 50551), (" https://Lab:443/ ", "Lab", 443), ("[::1]:7", "::1", 7),
    ("127.0.0.1:65535", "127.0.0.1", 65535),
])
def test_server_is_host_and_port(tmp_path, address, host, port):
    connection = ServerSetting(address, token(tmp_path)).connection()
    assert (connection.address, connection.port, connection.tls, connection.token) == (host, port, True, "t0ken")


@pytest.mark.parametrize("address", [
    "lab.example.org", "http://lab:50551", "lab:", ":5", "lab:port", "lab:0", "lab:65536", "::1:7", "https://lab/a:5",
])
def test_server_that_is_no_address_is_named(tmp_path, address):
    said = refused(ServerSetting(address, token(tmp_path)))
    assert said.startswith(f"The server is {address}; expected HOST:PORT, such as lab.example.org:50551")


def test_token_file_is_read_as_an_editor_leaves_it_or_named(tmp_path):
    assert ServerSetting("lab:5", token(tmp_path, " t0ken\r\n", "utf-8-sig")).connection().token == "t0ken"
    assert "no file with its token: choose it in the settings" in refused(ServerSetting("lab:5"))
    assert "/no/token" in refused(ServerSetting("lab:5", "/no/token"))
    assert f"{tmp_path / 'token'} holds no token; expected one line" in refused(
        ServerSetting("lab:5", token(tmp_path, "two words")))


def test_authority_without_a_certificate_is_named(tmp_path):
    said = refused(ServerSetting("lab:5", token(tmp_path), token(tmp_path)))
    assert said.startswith(f"{tmp_path / 'token'} holds no certificate") and "-----BEGIN CERTIFICATE-----" in said


def test_variables_name_the_server_where_the_settings_name_none(monkeypatch):
    monkeypatch.setenv("BIOZOOCTE_SERVER", "lab:5")
    monkeypatch.setenv("BIOZOOCTE_TOKEN_FILE", "/token")
    monkeypatch.setenv("BIOZOOCTE_CA_FILE", "/ca.pem")
    assert ServerSetting().or_environment() == ServerSetting("lab:5", "/token", "/ca.pem")
    assert ServerSetting("other:6", "/mine").or_environment() == ServerSetting("other:6", "/mine", "/ca.pem")


def test_server_that_cannot_be_reached_is_named_and_none_is_started(monkeypatch, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Nobody listens there.
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        program = tmp_path / "zoocte"
        program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n", "utf-8")
        program.chmod(0o700)
        with pytest.raises(BridgeNotFound) as caught:
            _launch.find_or_start(str(program), str(tmp_path), server=ServerSetting(place, token(tmp_path)))
    assert str(caught.value) == (
        f"{place} cannot be reached: Connection refused. Expected zoocte serve with --listen there.")
    assert not (tmp_path / "started").exists()


def test_server_without_tls_is_said(bridge, tmp_path):
    said = refused(ServerSetting(f"127.0.0.1:{bridge.port}", token(tmp_path)))
    assert said.startswith(f"127.0.0.1:{bridge.port} does not speak TLS (") and "--tls-cert" in said


@needs_zoocte
def test_server_of_the_setting_ranks(server):
    with BridgeClient(_launch.find_or_start("/no/zoocte", server=server.setting())) as client:
        final = list(follow(client.rank([Image("cells.npy", CELLS, "yx")], RankingChoice(models=("dsb256",))), ()))[-1]
    assert final.is_final and final.rows[0].state == "ranked"


@needs_zoocte
def test_wrong_token_is_said(server, tmp_path):
    said = refused(server.setting(token_file=token(tmp_path)))
    assert said == (f"127.0.0.1:{server.port} refuses the token of {tmp_path / 'token'}: The token is not that of this"
                    " server. Expected the text of the file token in the state folder of that zoocte serve.")


@needs_zoocte
def test_certificate_that_is_not_trusted_is_said(server, tmp_path):
    whole = ssl.PEM_cert_to_DER_cert(server.certificate.read_text("ascii"))
    digest = hashlib.sha256(whole).hexdigest()
    shown = f"127.0.0.1:{server.port} shows a certificate (SHA-256 {digest}) that is not trusted"
    said = refused(server.setting(ca_file=""), UntrustedCertificate)
    assert said.startswith(shown) and "self" in said and "the file of the server's own CA in the settings" in said
    other = tmp_path / "other.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=other", "-keyout",
                    str(tmp_path / "other.key"), "-out", str(other)], check=True, stderr=subprocess.DEVNULL)
    said = refused(server.setting(ca_file=str(other)), UntrustedCertificate)
    assert said.startswith(shown) and said.endswith(f"Expected one of the authority in {other}.")


@needs_zoocte
def test_certificate_of_another_name_is_said(server):
    said = refused(server.setting(address=f"localhost:{server.port}"), UntrustedCertificate)
    assert "'localhost'" in said and "Expected a certificate of localhost" in said


@needs_zoocte
def test_connection_file_of_a_bridge_with_tls_needs_its_authority(server, monkeypatch):
    monkeypatch.setenv("BIOZOOCTE_CONNECTION", str(server.file))
    assert _launch.find(ServerSetting(ca_file=str(server.certificate))).pid == server.process.pid
    # Another bridge in its place would take its connection file away.
    assert "that is not trusted" in refused(ServerSetting(), UntrustedCertificate)


@needs_zoocte
def test_widget_keeps_the_server_and_ranks_there(server, qtbot, tmp_path):
    from qtpy.QtCore import QSettings

    from napari_biozoocte._preferences import Preferences
    from napari_biozoocte._widget import RankingWidget

    def open_widget():
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.IniFormat)
        widget = RankingWidget(Viewer(ImageLayer(CELLS, "cells")), preferences=Preferences(store))
        qtbot.addWidget(widget)
        qtbot.waitUntil(lambda: not widget.bridge.task.is_running, timeout=20000)
        return widget

    widget = open_widget()
    box, setting = widget.bridge, server.setting()
    for edit, text in ((box.server, setting.address), (box.token_file, token(tmp_path)), (box.ca_file, setting.ca_file)):
        edit.setText(text)
        edit.editingFinished.emit()
    assert box.start_button.text() == "Connect"
    with qtbot.waitSignal(box.task.failed, timeout=60000):
        box.start_button.click()
    assert "refuses the token" in box.status.text() and box.client is None
    box.token_file.setText(setting.token_file)
    box.token_file.editingFinished.emit()
    with qtbot.waitSignal(box.connected, timeout=60000):
        box.start_button.click()
    widget.close()

    widget = open_widget()
    qtbot.waitUntil(lambda: len(widget.models.checked()) == 4 and not widget.check.is_running, timeout=60000)
    with qtbot.waitSignal(widget.work.done, timeout=120000):
        widget.rank_button.click()
    assert widget.table.rows[0].rank == 1
    widget.bridge.server.setText("")
    widget.bridge.server.editingFinished.emit()
    assert widget.bridge.client is None and not widget.rank_button.isEnabled()
    assert server.process.poll() is None
    widget.close()

"""Finds the running bridge as the napari plugin does, and asks it for its version: find_bridge.py PLUGIN-SOURCES."""

import os
import sys

from stubs import PATIENCE  # noqa: I001 (it makes the generated modules known)
from biozoocte.v1 import server_service_pb2, server_service_pb2_grpc


def main():
    sys.path.append(sys.argv[1])
    from napari_biozoocte._connection import find

    connection = find()
    if connection is None:
        print("none", flush=True)
        os._exit(0)
    stub = server_service_pb2_grpc.ServerServiceStub(connection.open())
    asked = server_service_pb2.GetServerInfoRequest()
    print(stub.GetServerInfo(asked, metadata=connection.metadata, timeout=PATIENCE).version, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()

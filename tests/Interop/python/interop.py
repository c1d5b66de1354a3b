"""One case with python3-grpcio: interop.py PORT PROCESS CASE, with the generated stubs in the folder INTEROP_STUBS."""

import os
import sys

import health
import limits
import official
from setting import Setting
from stubs import test_pb2_grpc


def main():
    port, process, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    case = next(getattr(module, name) for module in (official, limits, health) if hasattr(module, name))
    setting = Setting(port, process)
    case(test_pb2_grpc.TestServiceStub(setting.channel), setting)
    print(f"OK: {name}", flush=True)

    # Threads that wait for the next request of a call that was left would keep the interpreter.
    os._exit(0)


if __name__ == "__main__":
    main()

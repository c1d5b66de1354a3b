"""One case on the level of frames with python3-h2: frames.py PORT PROCESS CASE."""

import sys

import chance
import framing
import protocol


def main():
    port, process, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if hasattr(chance, name):
        getattr(chance, name)(port, process)
    else:
        next(getattr(module, name) for module in (framing, protocol) if hasattr(module, name))(port)
    print(f"OK: {name}")


if __name__ == "__main__":
    main()

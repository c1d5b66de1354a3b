"""The wire, biozoocte.v1: modules that the build generates from the .proto files."""

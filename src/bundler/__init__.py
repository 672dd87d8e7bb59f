"""Turns the compiled modules into the delivered files: stage, compile, bundle, compress, manifest."""

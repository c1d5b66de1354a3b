"""Ranks segmentation models on the image that is open in napari, without labels."""

__version__ = "0.1.0"

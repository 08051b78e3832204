"""Adapters: the outside systems behind the protocols of the business."""

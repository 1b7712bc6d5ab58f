"""Starting, watching and stopping every process of the assistant on one machine (``python -m bot up``)."""

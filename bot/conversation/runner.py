"""Rasa's prediction graph run one node after another, in an order worked out once.

Rasa hands the graph to dask on every message and every prediction, which plans it anew; for a pipeline of a few fast
nodes the planning costs more than the nodes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata


class PlannedRunner(DaskGraphRunner):
    """Runs the same nodes as Rasa's runner, without dask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of the targets by name; inputs by the name under which nodes need them."""
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = plan(self._graph_schema.minimal_graph_schema(list(wanted)))
        done: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._plans[wanted]:
            done[name] = self._instantiated_nodes[name](*(done[need] for need in needs))
        return dict(done[name] for name in wanted)


def plan(schema: GraphSchema) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes with what they need, each after all that it needs; inputs from outside are no nodes."""
    ordered: dict[str, tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in ordered or name not in schema.nodes:
            return
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            add(need)
        ordered[name] = needs

    for name in schema.nodes:
        add(name)
    return list(ordered.items())


class Processor(MessageProcessor):
    """Rasa's message processor with our runner."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        path = Path(model_path)
        with TemporaryDirectory() as folder:
            metadata, runner = loader.load_predict_graph_runner(Path(folder), path, LocalModelStorage, PlannedRunner)
        return path.name, metadata, runner

"""Imports point downward only: commands → adapters → logic → services → leaves. Read from the source, by ast."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

LEAVES, SERVICES, LOGIC, ADAPTERS, COMMANDS = range(5)

#: The longest matching prefix tells a module's layer.
LAYERS = {
    "bot.reply": LEAVES,
    "bot.wording": LEAVES,
    "bot.text": LEAVES,
    "bot.calendar": LEAVES,
    "bot.settings": LEAVES,
    "bot.errors": LEAVES,
    "bot.serving": LEAVES,
    "bot.catalogue": SERVICES,
    "bot.platform_api": SERVICES,
    "bot.checklists": SERVICES,
    "bot.faq": SERVICES,
    "bot.life_events": SERVICES,
    "bot.vault": SERVICES,
    "bot.desk": SERVICES,
    "bot.studio": SERVICES,
    "bot.analytics": SERVICES,
    "bot.health": SERVICES,
    "bot.supervisor": SERVICES,
    "bot.topics": LOGIC,
    "actions": ADAPTERS,
    "channels": ADAPTERS,
    "bot.nlu": ADAPTERS,
    "bot.conversation": ADAPTERS,
    "bot.console": ADAPTERS,
    "bot.sandbox": ADAPTERS,
    "bot.commands": COMMANDS,
    "bot.__main__": COMMANDS,
}

#: Who may import a framework.
FRAMEWORKS = {"rasa": ("bot.nlu", "bot.conversation", "channels"), "rasa_sdk": ("actions",)}

#: What the sandbox shares with the rest, so that the contract cannot drift and nothing else leaks in.
#: An imported catalogue's file is written by its import and served by the sandbox.
SANDBOX_MAY = ("bot.platform_api.models", "bot.platform_api.codec", "bot.catalogue.imported")

TOP = ("bot", "actions", "channels")


def sources() -> list[Path]:
    return sorted(path for top in TOP for path in (ROOT / top).rglob("*.py") if "node_modules" not in path.parts)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str | None:
    """The entry of LAYERS that ``module`` belongs to."""
    return max((name for name in LAYERS if f"{module}.".startswith(f"{name}.")), key=len, default=None)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import in the file, also those inside functions; relative ones made absolute."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            for alias in node.names:
                # `from bot import vault` imports a module, `from bot.vault import Vault` a name in one.
                whole = f"{base}.{alias.name}"
                is_module = (ROOT / Path(*whole.split("."))).is_dir() or (
                    ROOT / Path(*whole.split(".")).with_suffix(".py")
                ).is_file()
                yield node.lineno, whole if is_module else base


def own_imports(path: Path) -> Iterator[tuple[str, str, str]]:
    """(place, own part, imported module) for each import of the project's own modules."""
    own = part_of(module_name(path))
    for line, module in imports(path):
        if own and module.split(".")[0] in TOP and module not in TOP[:1]:
            yield f"{path.relative_to(ROOT)}:{line}", own, module


def test_every_module_has_a_layer() -> None:
    without = [module_name(path) for path in sources() if part_of(module_name(path)) is None]
    assert without == ["bot"], "add the new package to LAYERS, here and in the design"


def test_imports_point_downward() -> None:
    wrong = []
    for path in sources():
        for place, own, module in own_imports(path):
            other = part_of(module)
            if other and LAYERS[other] > LAYERS[own]:
                wrong.append(f"{place} ({own}) imports {module}")
    assert not wrong, "\n".join(wrong)


def test_adapters_never_import_each_other() -> None:
    wrong = []
    for path in sources():
        for place, own, module in own_imports(path):
            other = part_of(module)
            if other and other != own and LAYERS[own] == LAYERS[other] == ADAPTERS:
                wrong.append(f"{place} ({own}) imports {module}")
    assert not wrong, "\n".join(wrong)


def test_services_do_not_import_in_circles() -> None:
    needs: dict[str, set[str]] = {}
    for path in sources():
        for _, own, module in own_imports(path):
            other = part_of(module)
            if other and other != own and LAYERS[own] == LAYERS[other] == SERVICES:
                needs.setdefault(own, set()).add(other)

    def reaches(start: str, goal: str, seen: frozenset[str] = frozenset()) -> bool:
        return any(
            step == goal or (step not in seen and reaches(step, goal, seen | {step})) for step in needs.get(start, ())
        )

    assert [name for name in needs if reaches(name, name)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_frameworks_stay_in_their_adapters(framework: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        if part_of(module_name(path)) not in FRAMEWORKS[framework]
        for line, module in imports(path)
        if module.split(".")[0] == framework
    ]
    assert not wrong, wrong


def test_the_sandbox_shares_only_the_contract() -> None:
    wrong = []
    for path in (ROOT / "bot" / "sandbox").rglob("*.py"):
        for place, own, module in own_imports(path):
            other = part_of(module)
            shared = other == own or module in SANDBOX_MAY or (other and LAYERS[other] == LEAVES)
            if not shared:
                wrong.append(f"{place} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_the_check_itself_sees_what_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upward import inside a function, a relative one, and a sibling adapter are all found."""
    monkeypatch.setattr("tests.test_layers.ROOT", tmp_path)
    file = tmp_path / "bot" / "nlu" / "bad.py"
    file.parent.mkdir(parents=True)
    (tmp_path / "bot" / "conversation.py").touch()
    file.write_text("from .. import conversation\ndef late():\n    import channels.turn\n")
    assert [module for _, module in imports(file)] == ["bot.conversation", "channels.turn"]

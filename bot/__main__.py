"""``python -m bot COMMAND``: each file of ``bot/commands/`` is one command.

A command module has ``HELP`` (one line), ``add_arguments(parser)`` and ``main(args, settings) -> int``, and imports
nothing heavy at its top, so that listing the commands is quick.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from bot import commands
from bot.errors import BanshiError
from bot.settings import Settings


def command_names() -> list[str]:
    """The names of all commands, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_"))


def load(name: str) -> ModuleType:
    """The module of one command."""
    return importlib.import_module(f"{commands.__name__}.{name}")


def overview() -> str:
    """What ``python -m bot`` prints: every command with its one-line help."""
    names = command_names()
    width = max(map(len, names))
    lines = [f"  {name:<{width}}  {load(name).HELP}" for name in names]
    return "\n".join(
        ["usage: python -m bot COMMAND [OPTION…]", "", *lines, "", "python -m bot COMMAND --help tells more."]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 1 on an error told in one line, 2 on wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    if name not in command_names():
        print(f"banshi: no command {name!r}; there are: {', '.join(command_names())}", file=sys.stderr)
        return 2
    module = load(name)
    parser = argparse.ArgumentParser(prog=f"python -m bot {name}", description=module.HELP)
    module.add_arguments(parser)
    parsed = parser.parse_args(rest)
    try:
        return int(module.main(parsed, Settings.from_env()))
    except (BanshiError, ValueError) as error:
        if isinstance(error, ValueError) and not str(error).startswith("BANSHI_"):
            raise  # a bug, not a setting: its trace is wanted
        print(f"banshi: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone. Point stdout away, or the interpreter complains while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())

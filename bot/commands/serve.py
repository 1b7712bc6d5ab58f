"""``python -m bot serve PART``: one process of the assistant, as the supervisor or a container runs it."""

from __future__ import annotations

import argparse
import logging
import warnings

from bot.settings import Settings

HELP = "run one server in the foreground: sandbox, actions, dialogue or console"

PARTS = ("sandbox", "actions", "dialogue", "console")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which server, and the socket it inherits."""
    parser.add_argument("part", choices=PARTS)
    parser.add_argument(
        "--fd", type=int, help="listening socket to take over (sandbox and dialogue); else binds its own"
    )
    parser.add_argument("--worker", type=int, default=1, help="number of this dialogue worker, from 1")


def main(args: argparse.Namespace, settings: Settings) -> int:
    """Run the server until it is told to stop."""
    from bot.supervisor.complete import completed

    settings = completed(settings)
    # Each import stays in its branch: only the dialogue server may pay for importing Rasa.
    if args.part == "sandbox":
        from bot.sandbox import app as sandbox

        sandbox.run(settings, fd=args.fd)
    elif args.part == "actions":
        _hush()
        from actions import server as actions

        actions.run(settings)
    elif args.part == "console":
        from bot.console import app as console

        console.run(settings)
    else:
        _hush()
        # Adapters never import each other: here the channels are put on the dialogue server.
        import channels
        from bot.conversation import server as dialogue
        from bot.supervisor.ports import listening_socket

        fd = args.fd
        if fd is None:
            fd = listening_socket(settings.host, settings.dialogue_port, "BANSHI_DIALOGUE_PORT").detach()
        dialogue.run(settings, fd=fd, worker=args.worker, mount=channels.mount, make_turns=channels.make_turns)
    return 0


def _hush() -> None:
    """Keep the frameworks from printing what belongs in no log."""
    import sanic  # noqa: F401
    import structlog

    # Importing Sanic shows deprecations again, against PYTHONWARNINGS; take that back before the rest is imported.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    # Left alone, structlog prints every debug event of Rasa: citizens' messages, slots, whole replies.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

"""``rasa run`` as it stands, less one cost that the lifted jsonschema adds to it.

Under Rasa's own pins, checking an action's answer is cheap; with the newer jsonschema of this environment it takes
40 ms of each turn. The stock assistant is measured without it, so that the comparison is about the assistants.
"""

from __future__ import annotations

import sys

from rasa.__main__ import main

from bot.conversation.action_endpoint import check_answers_lightly

if __name__ == "__main__":
    check_answers_lightly()
    sys.argv[0] = "rasa"
    main()

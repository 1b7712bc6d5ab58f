"""Life events: what people have to do when something happens to them, as one ordered plan over several guides.

``data/life_events/*.csv`` holds the events (``docs/content.md`` explains the columns). ``reading`` reads them,
``recognise`` finds the event a message speaks of, ``plan`` counts what is saved by doing its items together, ``check``
holds them against the guides.
"""

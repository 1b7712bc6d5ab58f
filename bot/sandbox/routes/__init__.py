"""The sandbox's routes, one file for each resource; ``ROUTES`` is all of them."""

from bot.sandbox.api import Route
from bot.sandbox.routes import applications, faults, guides, items, places, verifications

ROUTES: tuple[Route, ...] = (
    *items.ROUTES,
    *guides.ROUTES,
    *places.ROUTES,
    *verifications.ROUTES,
    *applications.ROUTES,
    *faults.ROUTES,
)

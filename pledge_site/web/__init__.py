"""The rooms of the web: one line for each, by its dotted path, so that no room imports another.

To add a room, write its blueprint's path here and its open endpoints in `edge/routes.py`.
"""

BLUEPRINTS: tuple[str, ...] = (
    "pledge_site.web.edge.health:blueprint",
    "pledge_site.web.public.site:blueprint",
    "pledge_site.web.public.routes:blueprint",
    "pledge_site.web.public.group_pages:blueprint",
    "pledge_site.web.public.data:blueprint",
    "pledge_site.web.public.chart_files:blueprint",
    "pledge_site.web.api.blueprint:blueprint",
    "pledge_site.web.live.routes:blueprint",
    "pledge_site.web.feeds.routes:blueprint",
    "pledge_site.web.embed.cards:blueprint",
    "pledge_site.web.embed.routes:blueprint",
    "pledge_site.web.press.routes:blueprint",
    "pledge_site.web.account.routes:blueprint",
    "pledge_site.web.objection.routes:blueprint",
    "pledge_site.web.portal.routes:blueprint",
    "pledge_site.web.portal.printing:blank_form",
    "pledge_site.web.portal.previewing:preview",
    "pledge_site.web.workshops.packs:blueprint",
    "pledge_site.web.workshops.offline:blueprint",
    "pledge_site.web.workshops.routes:blueprint",
    "pledge_site.web.secretariat.routes:blueprint",
    "pledge_site.web.secretariat.people:blueprint",
    "pledge_site.web.secretariat.drafting.routes:blueprint",
    "pledge_site.web.secretariat.person:blueprint",
    "pledge_site.web.secretariat.resets:blueprint",
)

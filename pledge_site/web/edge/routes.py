"""The endpoints that are open to everyone. Every other one says what it `needs`; a test compares.

`static` files and errors have no endpoint. An open page reads no session and sets no cookie, except
on the way in (`account.*`), where nobody is signed in yet.
"""

PUBLIC: frozenset[str] = frozenset(
    {
        "account.accept_invitation",
        "account.enter",
        "account.finish_set_up",
        "account.invitation",
        "account.pass_second_factor",
        "account.second_factor",
        "account.set_up",
        "account.sign_in",
        "account.sign_out",
        "api-docs.openapi_json",
        "api.pledge",
        "api.pledges",
        "api.pledges_csv",
        "api.snapshot",
        "api.state",
        "api.states",
        "api.states_csv",
        "api.text",
        "api_pages.docs",
        "health.alive",
        "health.ready",
        "live.stream",
        "press.file",
        "objection.make",
        "objection.show",
        "site.door",
        "site.event",
        "site.robots",
        "site.security",
        "site.sitemap",
        "public.campaign",
        "public.clause",
        "public.home",
        "public.kit",
        "public.page",
        "public.pledge",
        "public.pledge_version",
        "public.pledges",
        "public.press",
        "public.state",
        "public.states",
        "public.text",
        "public.text_version",
    }
)

"""What gunicorn.live.conf.py loads: the application, with nothing but ``/live`` and its health."""

from gevent import monkey

monkey.patch_all()

from pledge_site.app import create_app  # noqa: E402
from pledge_site.web.live.alone import keep_to_live  # noqa: E402

app = create_app()
keep_to_live(app)

"""The built site that IPT_SITE names, on a free port, and a headless Chromium."""

from __future__ import annotations

import os
import shutil
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.site.looking import Log, Look, Looks, Mode, go, look, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = Path(os.environ["IPT_SITE"]).resolve()
    assert (folder / "index.html").is_file(), f"no site was built in {folder}"
    return folder


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Its address, with a slash at the end."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(site))
    ) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium with a home of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert program, f"none of these is installed: {', '.join(CHROMIUMS)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=FLAGS,
            env={**os.environ, **dict.fromkeys(HOMES, home)},
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def looks(browser: Browser, base: str) -> Looks:
    """What is seen of a page in a mode; each is opened once."""

    @cache
    def looked(page_name: str, mode: Mode) -> Look:
        log = Log()
        with opened(browser, mode, log) as page:
            go(page, base + page_name)
            return look(page, log)

    return looked

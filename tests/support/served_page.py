"""A site that serves a page with the installed package; prints its port. Run by the environment under test."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer

import intercom_destination as intercom

NONCE = "dGVzdA=="


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            tag = intercom.snippet(
                {"appId": "abc", "widgetUrl": "/widget.js"},
                user_id="1",
                traits={"name": "</script>"},
                user_hash=intercom.user_hash("secret", "1"),
                nonce=NONCE,
            )
            body, kind = f"<!doctype html><title>Page</title>{tag}".encode(), "text/html; charset=utf-8"
        elif self.path == "/static/intercom.min.js":
            body, kind = intercom.bundle_bytes("intercom.min.js"), "text/javascript"
        else:
            body, kind = b"", "text/javascript"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", intercom.content_security_policy(nonce=NONCE))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


server = HTTPServer(("127.0.0.1", 0), Site)
print(server.server_port, intercom.__file__, flush=True)
server.serve_forever()

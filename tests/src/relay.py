"""A mail relay for tests, by aiosmtpd: it writes each mail that it takes into a directory, as JSON.

Prints its port. While the directory has a file `refuse`, each receiver is refused with what stands in it.
"""

import argparse
import asyncio
import json
import os
import ssl
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.smtp import SMTP

arguments = argparse.ArgumentParser()
arguments.add_argument("directory", type=Path)
arguments.add_argument("--certificate", help="a PEM file with certificate and key: for STARTTLS, or with --tls")
arguments.add_argument("--tls", action="store_true", help="TLS from the first byte")
arguments = arguments.parse_args()


class Handler:
    def __init__(self):
        self.taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        refuse = arguments.directory / "refuse"
        if refuse.exists():
            (arguments.directory / "refused").write_text(address)
            return refuse.read_text()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        said = {
            "helo": session.host_name,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "text": mail.get_content(),
        }
        self.taken += 1
        name = arguments.directory / f"{self.taken:06}.json"
        # whole before it has its name
        name.with_suffix(".part").write_text(json.dumps(said))
        os.rename(name.with_suffix(".part"), name)
        return "250 OK"


async def main():
    context = None
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate)
    starttls = None if arguments.tls else context
    handler = Handler()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="relay.example", tls_context=starttls),
        "127.0.0.1",
        0,
        ssl=context if arguments.tls else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())

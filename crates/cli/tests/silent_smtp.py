"""A handler for aiosmtpd that keeps a mail and then never answers: for the moment in which a sender may be killed."""

import asyncio

from aiosmtpd.handlers import Mailbox


class Silent(Mailbox):
    async def handle_DATA(self, server, session, envelope):
        self.handle_message(self.prepare_message(session, envelope))
        await asyncio.sleep(3600)

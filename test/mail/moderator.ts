import { createTransport } from 'nodemailer';

import { demoPassword, type Site } from '../stack/site.js';
import type { MaildirMessage } from './maildir.js';

/** What alice is asked about, who is the only moderator. */
export async function requests(site: Site): Promise<readonly MaildirMessage[]> {
  const received = await site.mailbox('alice').messages();
  return received.filter((stored) => stored.fields('Reply-To').length > 0);
}

/** Alice answers, signed in. */
export async function answerRequest(site: Site, request: MaildirMessage, text: string): Promise<true> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: site.port(587),
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    auth: { user: 'alice@contoso.com', pass: demoPassword },
  });
  await transport.sendMail({
    from: 'alice@contoso.com',
    to: request.fields('Reply-To')[0] ?? '',
    subject: `Re: ${request.fields('Subject')[0] ?? ''}`,
    text,
  });
  return true;
}

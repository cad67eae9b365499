import { replies } from '@mailyard/smtp';
import PostalMime, { type Attachment } from 'postal-mime';

import { HeaderBlock } from '../../header/header-block.js';
import { composeDsn } from '../compose-dsn.js';
import type { ComposedDsn, DsnRecipient, DsnRequest } from '../dsn.js';

export const guid = '6a1c3f0e-7f5b-4a53-9d41-2f5a1f6f3c11';
export const originalHeader =
  'Received: from inside (10.1.2.3) by mbx01; x\r\nX-MS-Exchange-Organization-AuthAs: Anonymous\r\n' +
  'From: Alice <alice@contoso.com>\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <b>\r\nMessage-ID: <m1@contoso.com>\r\n' +
  'References: <m0@contoso.com>\r\n\r\n';
export const nobody: DsnRecipient = {
  path: { localPart: 'nobody', domain: 'contoso.com' },
  reply: replies.unknownRecipient,
};
export const request: DsnRequest = {
  kind: 'failed',
  original: {
    reversePath: { localPart: 'alice', domain: 'contoso.com' },
    envelope: { body: '7BIT', smtpUtf8: false },
    header: HeaderBlock.parse(Buffer.from(originalHeader)),
    arrivedAt: new Date('2026-08-04T09:00:00Z'),
  },
  recipients: [nobody],
  reporter: {
    fqdn: 'mbx01.contoso.com',
    defaultDomain: 'contoso.com',
    audience: 'internal',
    language: 'en',
    html: true,
    diagnostics: 'whole',
  },
  now: new Date('2026-08-04T09:05:00Z'),
  guid,
};

export const octets = (dsn: ComposedDsn) => Buffer.concat([dsn.header.toBuffer(), ...dsn.content]);
export const textOf = (part: Attachment | undefined) =>
  Buffer.from((part?.content ?? new ArrayBuffer(0)) as ArrayBuffer).toString('utf8');

/** Reads a DSN with a parser that is not ours; it gives each part but the text as an attachment, with LF line ends. */
export async function readDsn(
  changes: Partial<DsnRequest> = {},
  original: Partial<DsnRequest['original']> = {},
) {
  const dsn = composeDsn({ ...request, ...changes, original: { ...request.original, ...original } });
  const mail = await PostalMime.parse(octets(dsn), { forceRfc822Attachments: true });
  const [status, enclosed] = mail.attachments;
  return { dsn, mail, status, statusText: textOf(status), enclosed, enclosedText: textOf(enclosed) };
}

import type { Organization } from '@mailyard/directory';
import { admitSenderFields, HeaderBlock, HeaderSplitter } from '@mailyard/message';
import type { SendScope } from '@mailyard/sign-in';
import { formatPath, type Path } from '@mailyard/smtp';

import { mayWriteAs } from './application-rights.js';
import { asRefusal } from './handed-over.js';

export interface ContentTerms {
  readonly scope: SendScope;
  readonly organization: Organization;
  readonly maxHeaderBytes: number;
  /** Of MAIL; From, where there is none. */
  readonly sender: Path;
}

/**
 * The octets of a message with a header that is the application’s to write, and which names nobody who is not to be named
 * (RFC 5322 §3.6.3). Throws InjectionRefused before the first of them where it is not.
 */
export async function* admittedContent(
  content: AsyncIterable<Buffer>,
  terms: ContentTerms,
): AsyncGenerator<Buffer> {
  const splitter = new HeaderSplitter(terms);
  let isOpen = false;
  for await (const chunk of content) {
    const pieces = await asRefusal(() => splitter.write(chunk));
    if (!isOpen && splitter.header !== undefined) {
      isOpen = true;
      yield await asRefusal(() => admittedHeader(splitter.header, terms));
    }
    yield* pieces;
  }
  const rest = splitter.end();
  if (!isOpen) yield await asRefusal(() => admittedHeader(splitter.header, terms));
  yield* rest;
}

function admittedHeader(
  header: Buffer = Buffer.alloc(0),
  { scope, organization, sender }: ContentTerms,
): Buffer {
  const block = admitSenderFields(HeaderBlock.parse(header), {
    own: [formatPath(sender)],
    granted: (path) => (mayWriteAs(scope, path, organization) ? 'SendAs' : undefined),
  });
  return block.withoutNamed('Bcc').withoutNamed('Resent-Bcc').toBuffer();
}

export async function* withDigest(
  content: AsyncIterable<Buffer>,
  digest: { update(chunk: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    digest.update(chunk);
    yield chunk;
  }
}

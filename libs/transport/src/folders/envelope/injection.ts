import type { HeaderBlock, MessageSource } from '@mailyard/message';
import type { Envelope, Path, Reply } from '@mailyard/smtp';

/** The folders out of which messages are read; so messages call what they came from. */
export type Folder = 'Pickup' | 'Replay';

/** What a file says that was put into a folder: the message, and how it is to be taken in. */
export interface Injection {
  /** Its `body` is what the file says, or 7BIT. */
  readonly envelope: Envelope;
  /** As it goes to Submission. */
  readonly header: HeaderBlock;
  readonly source: Pick<
    MessageSource,
    'kind' | 'name' | 'peer' | 'authAs' | 'serverAccount' | 'headerRights'
  >;
  /** It is beyond a limit of the folder, and is returned to its sender. */
  readonly refusal?: Reply | undefined;
}

/** Nobody can tell who sends the file to whom: it is set aside. The message is one sentence for whoever wrote it. */
export class MalformedFile extends Error {}

/** Envelopes are held in memory; no folder takes more. */
export const recipientsMost = 50_000;

/** Whether the addresses can do without SMTPUTF8 (RFC 6531). */
export function needsUtf8(paths: readonly Path[]): boolean {
  return paths.some(({ localPart, domain }) => {
    const text = localPart + domain;
    return Buffer.byteLength(text) !== text.length;
  });
}

import { randomUUID } from 'node:crypto';

import { admitHeader, HeaderBlock, HeaderSplitter, type MessageSource } from '@mailyard/message';
import { queuedReply, type ContentSink, type Envelope, type Reply } from '@mailyard/smtp';

import type { AcceptanceTerms, ContentLimits, Submission } from '../sinks/to-submission.js';

export interface SubmittedMessage {
  /** As the hub would store it: after the header firewall, with its own fields. */
  readonly header: HeaderBlock;
  readonly envelope: Envelope;
  readonly source: MessageSource;
  readonly limits: AcceptanceTerms;
  readonly content: Buffer;
}

/** Keeps what it takes in memory; a test may replace any step. */
export class MemorySubmission implements Submission {
  readonly messages: SubmittedMessage[] = [];
  aborted = 0;
  onAccept: (envelope: Envelope) => void | Promise<void> = () => undefined;
  onWrite: (octets: number) => void | Promise<void> = () => undefined;
  onEnd: () => Reply | undefined | Promise<Reply | undefined> = () => undefined;

  async accept(envelope: Envelope, source: MessageSource, limits: AcceptanceTerms): Promise<ContentSink> {
    await this.onAccept(envelope);
    const chunks: Buffer[] = [];
    return {
      write: async (chunk) => {
        chunks.push(chunk);
        await this.onWrite(chunk.length);
      },
      end: async () => {
        const refusal = await this.onEnd();
        if (refusal !== undefined) return refusal;
        const content = Buffer.concat(chunks);
        this.messages.push({ envelope, source, limits, content, header: admitted(content, source, limits) });
        return queuedReply({ messageId: '<m@test>', internalId: '1', hostname: source.server.fqdn });
      },
      abort: () => {
        this.aborted += 1;
      },
    };
  }
}

/** What the Submission queue does to a header. */
function admitted(content: Buffer, source: MessageSource, limits: ContentLimits): HeaderBlock {
  const splitter = new HeaderSplitter(limits);
  splitter.write(content);
  splitter.end();
  const arrival = { source, ...limits, sizeBytes: content.length, guid: randomUUID(), version: 'test' };
  return admitHeader(HeaderBlock.parse(splitter.header ?? Buffer.alloc(0)), arrival).block;
}

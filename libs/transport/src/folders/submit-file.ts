import { randomUUID } from 'node:crypto';

import type { Organization, Server } from '@mailyard/directory';
import type { HeaderBlock, MessageSource } from '@mailyard/message';
import type { SubmissionQueue } from '@mailyard/queue';
import { ReplyError, type ContentSink } from '@mailyard/smtp';

import { MalformedFile, type Folder, type Injection } from './envelope/injection.js';
import { pickupEnvelope } from './envelope/pickup-envelope.js';
import { replayEnvelope } from './envelope/replay-envelope.js';
import type { ClaimedFile } from './file-claimed.js';

/** What a file is submitted with. */
export interface SubmissionOfFiles {
  readonly submission: Pick<SubmissionQueue, 'accept'>;
  readonly organization: () => Organization;
  /** Name of the logical server, and its name in SMTP. */
  readonly server: string;
  readonly fqdn: string;
}

/** Whoever gives a file to Submission gives it under the name of its claim. */
export interface NamedFile {
  readonly folder: Folder;
  readonly file: ClaimedFile;
  /** As whoever put it there has called it. */
  readonly called: string;
  /** Under this name it is accepted once. */
  readonly name: string;
}

/** Somebody still writes to it. */
export class FileChanged extends Error {}

/** As for connectors of setup: a message that goes round and round through folders has to end. */
const hopCountMost = 60;
const localHopCountMost = 12;
const weekSeconds = 7 * 86_400;

/**
 * Resolves once the message is on disk, and will not be accepted again under this name for a week. What is beyond a limit is
 * accepted as well, and returned to its sender. Throws MalformedFile, FileChanged, or a ReplyError where it may be taken later.
 */
export async function submitFile(named: NamedFile, to: SubmissionOfFiles): Promise<void> {
  const { header, eightBit } = await named.file.survey();
  const injection = injectionOf(named.folder, header, to);
  const body = eightBit && injection.envelope.body === '7BIT' ? '8BITMIME' : injection.envelope.body;
  const read = { ...injection, envelope: { ...injection.envelope, body } };
  try {
    await accept(named, read, to);
  } catch (error) {
    if (!(error instanceof ReplyError) || !error.reply.permanent) throw error;
    if (read.envelope.reversePath === null) {
      throw new MalformedFile(`it has no sender who could be told: ${error.reply.toString()}`);
    }
    await accept(named, { ...read, refusal: error.reply }, to);
  }
}

function injectionOf(folder: Folder, header: HeaderBlock, to: SubmissionOfFiles): Injection {
  const organization = to.organization();
  const facts = {
    defaultDomain: organization.defaultDomain.DomainName,
    guid: randomUUID(),
    now: new Date(),
  };
  if (folder === 'Replay') return replayEnvelope(header, facts);
  const { PickupDirectoryMaxHeaderSize, PickupDirectoryMaxRecipientsPerMessage } = serverOf(organization, to);
  return pickupEnvelope(header, {
    ...facts,
    maxHeaderBytes: PickupDirectoryMaxHeaderSize,
    maxRecipients: PickupDirectoryMaxRecipientsPerMessage,
  });
}

function serverOf(organization: Organization, { server }: SubmissionOfFiles): Server {
  const found = organization.server(server);
  if (found === undefined) throw new Error(`${server} is not in the directory`);
  return found;
}

async function accept(
  { file, name, called }: NamedFile,
  injection: Injection,
  to: SubmissionOfFiles,
): Promise<void> {
  const { envelope, header, refusal } = injection;
  const sink = await to.submission.accept(envelope, sourceOf(called, injection, to), {
    maxMessageBytes: Infinity,
    maxHeaderBytes: Infinity,
    hops: {
      maxHopCount: refusal === undefined ? hopCountMost : Infinity,
      maxLocalHopCount: refusal === undefined ? localHopCountMost : Infinity,
      localHosts: to.organization().hostNames,
    },
    once: { name, forSeconds: weekSeconds },
  });
  await write(sink, header, file.content({ binary: envelope.body === 'BINARYMIME' }));
  if (!(await file.isUnchanged())) {
    const error = new FileChanged('somebody still writes to it');
    sink.abort(error);
    throw error;
  }
  await sink.end();
}

async function write(sink: ContentSink, header: HeaderBlock, content: AsyncIterable<Buffer>): Promise<void> {
  try {
    await sink.write(header.toBuffer());
    for await (const piece of content) await sink.write(piece);
  } catch (error) {
    sink.abort(error as Error);
    throw error;
  }
}

function sourceOf(
  file: string,
  { source, refusal }: Injection,
  { fqdn }: Pick<SubmissionOfFiles, 'fqdn'>,
): MessageSource {
  return {
    ...source,
    file,
    receivedAt: Date.now(),
    sessionId: '',
    connector: { name: '', guid: '' },
    server: { fqdn, ip: '' },
    ...(refusal?.status === undefined
      ? {}
      : { refusal: { code: refusal.code, status: refusal.status, text: refusal.text } }),
  };
}

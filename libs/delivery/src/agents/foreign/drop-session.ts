import { isAbsolute, join } from 'node:path';

import type { ForeignConnector, Organization } from '@mailyard/directory';
import type { NextHop } from '@mailyard/routing';
import { replies, type Reply } from '@mailyard/smtp';

import {
  noLongerHeld,
  type DeliveryOutcome,
  type DeliverySession,
  type OutgoingMessage,
} from '../../delivery-agent.js';
import { dropFile } from './drop-file.js';
import { DropFailed, writeDropFile } from './file-drop-directory.js';

export interface ForeignAgentOptions {
  readonly organization: () => Pick<Organization, 'foreignConnector' | 'server'>;
  /** Name of the logical server, whose RootDropDirectoryPath holds. */
  readonly server: string;
  readonly dataDir: string;
}

export interface DropSessionOptions extends ForeignAgentOptions {
  readonly nextHop: NextHop;
  readonly onClosed: () => void;
}

const closedByUs: DeliveryOutcome = { scope: 'own-limit', reason: 'the session was closed' };

/** One file after the other. The connector is looked up for each: a change of it holds at once. */
export class DropSession implements DeliverySession {
  /** There is no connection. */
  readonly connecting = false;
  readonly #options: DropSessionOptions;
  #closed = false;

  constructor(options: DropSessionOptions) {
    this.#options = options;
  }

  close(): void {
    this.#closed = true;
    this.#options.onClosed();
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const { organization, nextHop } = this.#options;
    const connector = organization().foreignConnector(nextHop.connector);
    if (connector?.Enabled !== true) return unreached('the Foreign connector is disabled, or gone');
    const refusal = refusalOf(message);
    if (refusal !== undefined) return { scope: 'message', reply: refusal, aboutMessage: true };
    try {
      return await this.#write(message, connector);
    } catch (error) {
      // What it says is about the folder; a content that cannot be read is the hub's to judge.
      if (error instanceof DropFailed) return unreached(error.message);
      throw error;
    }
  }

  async #write(message: OutgoingMessage, connector: ForeignConnector): Promise<DeliveryOutcome> {
    const { DropDirectoryQuota: quota, RelayDsnRequired } = connector;
    const folder = this.#folderOf(connector);
    const { hold } = message;
    let notNow: DeliveryOutcome | undefined;
    await writeDropFile(dropFile(message), {
      folder,
      quota: quota === 'Unlimited' ? Infinity : quota,
      mayAppear: async () => {
        const isHeld = hold === undefined || hold.isSure() || (await hold.confirm());
        if (!isHeld) notNow = noLongerHeld;
        else if (this.#closed) notNow = closedByUs;
        return notNow === undefined;
      },
    });
    return (
      notNow ?? {
        scope: 'recipients',
        replies: message.envelope.recipients.map(() => replies.delivered),
        remote: { host: connector.Name },
        // Otherwise it is the gateway's to tell: what the sender asked for is in the file (RFC 3461 §5.2.1).
        success: RelayDsnRequired ? 'relayed' : undefined,
      }
    );
  }

  #folderOf({ DropDirectory }: ForeignConnector): string {
    const { organization, server, dataDir } = this.#options;
    if (isAbsolute(DropDirectory)) return DropDirectory;
    return join(organization().server(server)?.RootDropDirectoryPath ?? join(dataDir, 'drop'), DropDirectory);
  }
}

function unreached(said: string): DeliveryOutcome {
  return { scope: 'next-hop', said };
}

/** No gateway promises anything for the way behind it (RFC 8689 §4.2.1). */
function refusalOf({ envelope, withinTls }: OutgoingMessage): Reply | undefined {
  if (envelope.requireTls === true) return replies.requireTlsUnsupported;
  return withinTls === true ? replies.noTlsForMessage : undefined;
}

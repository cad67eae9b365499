import type { ContentSink, Envelope, ProxyFrom } from '@mailyard/smtp';

import type { TransactionRoute } from '../session/front-end-session.js';
import type { HubLink } from './hub-attempt.js';
import { TransactionProxy } from './transaction-proxy.js';

/** Takes each transaction to one of the hubs that are alive. */
export class HubRoute implements TransactionRoute {
  constructor(private readonly link: HubLink) {}

  open(envelope: Envelope, client: ProxyFrom): Promise<ContentSink> {
    return TransactionProxy.open(this.link, { envelope, client });
  }
}

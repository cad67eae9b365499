import { eventually } from '@mailyard/testing';

import type { Offer } from '../session-handler.js';
import type { Answer } from '../../reply/reply.js';
import { TestServer, type TestServerOptions } from './test-server.js';

export type Final = PromiseWithResolvers<Answer>;

/** A server that trusts its peer, and the final replies of its transactions in the order in which they came. */
export async function trusting(
  options: Omit<TestServerOptions, 'offer' | 'final'> & { readonly offer?: Partial<Offer> } = {},
): Promise<{ server: TestServer; finals: Final[] }> {
  const finals: Final[] = [];
  const server = await TestServer.start({
    ...options,
    offer: { pipelinedTransactions: true, ...options.offer },
    final: () => {
      const final = Promise.withResolvers<Answer>();
      finals.push(final);
      return final.promise;
    },
  });
  return { server, finals };
}

export const envelope = 'MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\n';

/** A whole one, in one piece. */
export function transaction(content: string): string {
  return `${envelope}BDAT ${content.length} LAST\r\n${content}`;
}

export async function underWay(finals: readonly Final[], count: number): Promise<void> {
  await eventually(() => finals.length === count, { what: `${count} transactions under way` });
}

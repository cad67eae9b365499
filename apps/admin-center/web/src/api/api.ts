import type { HealthReport, SignedInView } from '@mailyard/operations';

import { ask } from './http.js';
import { resource, single } from './objects.js';
import { run, steps } from './operations.js';

const healthWithinMs = 3_000;

/** All that pages ask of the server: `api.receiveConnectors.set(…)`, `api.run('Get-Queue', …)`. */
export const api = {
  session: {
    show: async (signal?: AbortSignal) =>
      (await ask<SignedInView>('GET', '/api/v1/session', { signal })).body,
    end: async () => void (await ask('DELETE', '/api/v1/session')),
  },
  /** Answered with 503 where mail does not pass, which is an answer. */
  health: async (asked?: AbortSignal): Promise<HealthReport> => {
    // What does not answer for so long, does not answer.
    const signal = AbortSignal.any([AbortSignal.timeout(healthWithinMs), ...(asked ? [asked] : [])]);
    const answer = await fetch('/health', {
      headers: { 'X-Requested-With': 'fetch' },
      signal,
    });
    return (await answer.json()) as HealthReport;
  },
  run,
  steps,
  /** A list as a file, for the browser to save: all that was asked for, and not only what is in view. */
  listPath: (list: string, format: 'csv' | 'json', asked: object) =>
    `/api/v1/exports/${list}?${new URLSearchParams({ format, ask: JSON.stringify(asked) }).toString()}`,
  /** A message as a file, for the browser to save: only a suspended one. */
  exportPath: (internalId: string, copy = '0') => `/api/v1/messages/${internalId}/export?copy=${copy}`,

  acceptedDomains: resource('AcceptedDomains'),
  credentials: resource('Credentials'),
  deliveryAgentConnectors: resource('DeliveryAgentConnectors'),
  directorySources: resource('DirectorySources'),
  distributionGroups: resource('DistributionGroups'),
  dynamicDistributionGroups: resource('DynamicDistributionGroups'),
  foreignConnectors: resource('ForeignConnectors'),
  inboundConnectors: resource('InboundConnectors'),
  journalRules: resource('JournalRules'),
  mailboxDatabases: resource('MailboxDatabases'),
  mailboxes: resource('Mailboxes'),
  mailContacts: resource('MailContacts'),
  mailUsers: resource('MailUsers'),
  receiveConnectors: resource('ReceiveConnectors'),
  remoteDomains: resource('RemoteDomains'),
  roleGroups: resource('RoleGroups'),
  sendConnectors: resource('SendConnectors'),
  servers: resource('Servers'),
  systemMessages: resource('SystemMessages'),
  transportRules: resource('TransportRules'),
  transportSettings: single('TransportSettings'),
} as const;

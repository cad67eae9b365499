import { formatProblem, OrganizationError } from '@mailyard/schema';

import { noObjects } from '../kinds/index.js';
import { changedObjects } from '../rules/directory-change.js';
import { exampleInput, written } from './example-organization.js';

/** The first problem of the example with some kinds of objects replaced. */
export function problemOf(replaced: Readonly<Record<string, readonly object[]>>): string | undefined {
  try {
    changedObjects(noObjects, { put: exampleInput(replaced) });
    return undefined;
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    return error.problems.map(formatProblem)[0];
  }
}

/** A connector at Front End's port for 10.0.0.0/8. */
export const connector = (parameters: object) => ({
  ReceiveConnectors: [
    written({
      Name: 'Relay',
      Server: 'MBX01',
      Fqdn: 'mbx01.contoso.com',
      TransportRole: 'FrontendTransport',
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['10.0.0.0/8'],
      ...parameters,
    }),
  ],
});

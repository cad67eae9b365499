import { hostname, userInfo } from 'node:os';

import { rights, type Right } from './right.js';

/** Who orders. */
export interface Caller {
  /** As the audit log names it. */
  readonly name: string;
  /** Where it sits: an address, the name of a host. */
  readonly client: string;
  readonly rights: ReadonlySet<Right>;
}

/** Whoever reaches Redis from a command line has every right: it could write there without us. */
export function localAdministrator(): Caller {
  return { name: accountName(), client: hostname(), rights: new Set(rights) };
}

/** The one account of the web pages has every right, until there are others. */
export function webAdministrator(name: string, address: string): Caller {
  return { name, client: address, rights: new Set(rights) };
}

/** What looks at the pipeline without anybody's order, as monitors make a service do. */
export function monitor(service: string): Caller {
  return { name: service, client: hostname(), rights: new Set<Right>(['Monitoring', 'Transport Queues']) };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that no account has.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}

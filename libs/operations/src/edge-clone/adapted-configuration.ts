import { isSameName } from '@mailyard/schema';

import type { CloneConfiguration } from './clone-file.js';

type Written = Readonly<Record<string, unknown>>;

export interface EdgeIdentity {
  readonly name: string;
  readonly fqdn: string;
}

/** Sections of a text, each as a list. */
export type Sections = Readonly<Record<string, readonly Written[]>>;

/**
 * What another Edge has, with this one in its place: server, connector of setup, and addresses in its own name, such as
 * logins. What only an administrator can know is left as it was.
 */
export function adapted({ server: from, organization }: CloneConfiguration, to: EdgeIdentity): Sections {
  const lists = Object.entries(organization).flatMap(([kind, section]) =>
    typeof section === 'boolean' ? [] : [[kind, Array.isArray(section) ? section : [section]] as const],
  );
  const sections = Object.fromEntries(lists) as Sections;
  const named = renamed(sections, from.fqdn, to.fqdn);
  return {
    ...named,
    // It is the Edge itself that sends.
    ...(named['SendConnectors'] !== undefined && {
      SendConnectors: named['SendConnectors'].map(withoutSource),
    }),
    Servers: (named['Servers'] ?? []).map((server) => ({ ...server, Name: to.name, Fqdn: to.fqdn })),
    ReceiveConnectors: (named['ReceiveConnectors'] ?? []).map((each) => receiving(each, from, to)),
  };
}

/** `relay@edge01.contoso.com` is an account of EDGE01, and is one of its clone by the clone’s own name. */
export function renamedLogin(login: string, from: string, to: string): string {
  const own = `@${from.toLowerCase()}`;
  return login.toLowerCase().endsWith(own) ? `${login.slice(0, -own.length)}@${to}` : login;
}

function renamed(sections: Sections, from: string, to: string): Sections {
  return JSON.parse(JSON.stringify(sections), (_, value: unknown) =>
    typeof value === 'string' ? renamedLogin(value, from, to) : value,
  ) as Sections;
}

function receiving(connector: Written, from: EdgeIdentity, to: EdgeIdentity): Written {
  const { Server: _, Fqdn, ...others } = connector;
  const ofSetup = 'Default internal receive connector';
  const isOfSetup = isSameName(String(connector['Name']), `${ofSetup} ${from.name}`);
  return {
    ...others,
    ...(isOfSetup && { Name: `${ofSetup} ${to.name}` }),
    // What is not said is the server’s.
    ...(!isSameName(String(Fqdn), from.fqdn) && { Fqdn }),
  };
}

function withoutSource(connector: Written): Written {
  const { SourceTransportServers: _, ...others } = connector;
  return others;
}

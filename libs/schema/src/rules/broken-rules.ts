/** What is said of a broken rule: to people at the API, in the shell and in files alike. */
export interface BrokenRule {
  /** As administrators’ references and forms number it. */
  readonly rule: string;
  /** In sentences that need neither the name of a parameter nor its value beside them. */
  readonly reason: string;
  /** The sentence of the reason that says what can be done, where it has one of its own. */
  readonly cure?: string;
}

function broken(rule: string, problem: string, cure?: string): BrokenRule {
  return cure === undefined ? { rule, reason: problem } : { rule, reason: `${problem} ${cure}`, cure };
}

/** The catalogue: N of names, B of bindings, R of remote ranges, C between connectors, A and S inside Receive and Send connectors. */
export const brokenRules = {
  N1: () => broken('N1', 'Type a name.'),
  N2: (length: number) => broken('N2', `A name has at most 64 characters; this one has ${length}.`),
  N3: (owner: string, object: string, name: string) =>
    broken('N3', `${owner} has ${object} "${name}" already.`, 'Choose another name.'),

  B1: () => broken('B1', 'Add at least one local address and port.'),
  B2: (binding: string) => broken('B2', `${binding} is in the list already.`),
  B3: (value: string) => broken('B3', `"${value}" is no IP address.`, 'Type one like 10.10.1.1 or fd00::25.'),
  B4: () => broken('B4', 'A port is a whole number from 1 to 65535.'),
  B5: (server: string, address: string) =>
    broken(
      'B5',
      `No service of ${server} runs on a machine with ${address}.`,
      'The connector is saved and listens as soon as that address exists.',
    ),

  R1: () => broken('R1', 'Add at least one remote address; nobody could connect otherwise.'),
  R2: (value: string) =>
    broken(
      'R2',
      `"${value}" is no address, range or network.`,
      'Type 192.168.5.10, 192.168.5.1-192.168.5.20 or 192.168.5.0/24.',
    ),
  R3: (addresses: bigint) =>
    broken('R3', `This lets ${addresses} addresses use the connector.`, 'List single devices where you can.'),
  R4: ({ server, address, connector }: ServerInRange) =>
    broken(
      'R4',
      `The range holds ${server} (${address}); its mail would arrive here instead of at ${connector}.`,
    ),

  C1: ({ other, port, address, range }: SharedBinding) =>
    broken(
      'C1',
      `${other} already takes port ${port} on ${address} from ${range}.`,
      'Use another local address here, or a narrower remote range.',
    ),
  C2: (ours: string, theirs: string, other: string) =>
    broken(
      'C2',
      `${ours} and ${theirs} of ${other} overlap in part.`,
      'One range must lie wholly inside the other, or apart from it.',
    ),
  C3: ({ other, port, address, service }: SharedPort) =>
    broken(
      'C3',
      `Port ${port} on ${address} belongs to ${other} in the ${service} service.`,
      'Connectors of two services cannot share a port: change the role or the port.',
    ),
  /** Not broken: a note. */
  C4: (other: string, range: string) =>
    broken(
      'C4',
      `${other} has a wider range on this binding. Clients in ${range} will use this connector, all others ${other}.`,
    ),

  A1: () => broken('A1', '"None" stands alone.', 'Clear the other mechanisms, or clear None.'),
  A2: () =>
    broken('A2', 'Basic authentication after TLS needs both Basic authentication and TLS.', 'Select both.'),
  A3: (others: string) => broken('A3', 'Externally secured goes with TLS only.', `Clear ${others}.`),
  A4: () =>
    broken(
      'A4',
      'Externally secured needs the permission group Exchange servers.',
      'Select it, or choose another mechanism.',
    ),
  A5: () => broken('A5', 'Require TLS needs Transport Layer Security (TLS).'),
  A6: () => broken('A6', 'Domain security needs TLS and cannot be combined with Externally secured.'),
  A7: () => broken('A7', 'BINARYMIME needs CHUNKING.'),
  A8: (inactivity: string, connection: string) =>
    broken(
      'A8',
      `The inactivity time-out (${inactivity}) must be shorter than the connection time-out (${connection}).`,
    ),
  A11: () => broken('A11', 'Long addresses exist in the Hub Transport service only.'),
  A12: (value: string) => broken('A12', `${value} is not available on an Edge server.`),

  S1: () =>
    broken(
      'S1',
      'Smart hosts and MX records exclude each other: remove the smart hosts or choose "Route mail through smart hosts".',
    ),
  S2: () => broken('S2', 'Add at least one smart host.'),
  S3: () => broken('S3', 'Type user name and password for Basic authentication.'),
  S4: () => broken('S4', 'Authentication needs a smart host.'),
  S5: () => broken('S5', 'Require TLS contradicts "Ignore STARTTLS".'),
  S6: () => broken('S6', 'A TLS level needs Require TLS.'),
  S7: () =>
    broken('S7', 'Domain validation through a smart host needs the name to compare: type the TLS domain.'),
  S8: (value: string) =>
    broken(
      'S8',
      `Domain security works with MX records, whole domain names and STARTTLS only; ${value} is in the way.`,
    ),
  S9: () => broken('S9', '"--" (all accepted domains) is for Edge servers.'),
  S10: (value: string) =>
    broken(
      'S10',
      `"${value}" is no address space.`,
      'Use *, contoso.com or *.contoso.com; "*contoso.com" is not allowed.',
    ),
  S11: () => broken('S11', 'Cost is a whole number from 1 to 100.'),
  S12: (type: string) => broken('S12', `Type "${type}" needs a smart host.`),
  S13: () => broken('S13', 'Choose at least one source server.'),
  S14: () => broken('S14', 'A connector takes either Mailbox servers or Edge subscriptions as source.'),
  /** A warning. */
  S15: (host: string, server: string) =>
    broken(
      'S15',
      `${host} has no MX, A or AAAA record as ${server} sees it.`,
      'Use its IP address, or mend DNS.',
    ),
} as const;

interface SharedPort {
  readonly other: string;
  readonly port: number;
  readonly address: string;
  readonly service: string;
}

interface SharedBinding extends Omit<SharedPort, 'service'> {
  readonly range: string;
}

interface ServerInRange {
  readonly server: string;
  readonly address: string;
  readonly connector: string;
}

/** What a schema says of a value that breaks a rule. */
export function ruleIssue({ reason, rule, cure }: BrokenRule) {
  return { message: reason, params: { rule, ...(cure !== undefined && { cure }) } };
}

import { describeImport } from '../../exchange-import/plan/import-text.js';
import { importExchangeConfiguration } from '../../imports/import-exchange-configuration.js';
import { parameter, type Cmdlet } from '../cmdlet.js';

const names = (name: string, description: string) => parameter(name, description, { type: 'object' });

/** Ours: Exchange has nothing that reads what its own Get- cmdlets exported. */
export const importCmdlet: Cmdlet = {
  name: 'Import-ExchangeConfiguration',
  synopsis: 'Carries over what Get- cmdlets of Exchange, or of another Mailyard, exported: all in one step.',
  parameters: [
    parameter('Path', 'Files of Export-Clixml or Export-Csv.', {
      type: 'files',
      multiple: true,
      mandatory: true,
      position: 1,
    }),
    names('ServerMap', 'Their servers, and which of ours each one becomes: @{EX01="MBX01"}.'),
    names('AddressMap', 'Local addresses of bindings there, and here.'),
    names('PrincipalMap', 'Users, groups and SIDs there, and whom they are here.'),
    parameter(
      'Credential',
      'Send connectors, and what each signs in with: @{"To provider"=(Get-Credential relay)}. Password alone: the user of the export.',
      { type: 'object' },
    ),
    parameter('LeaveOut', 'Identities of objects that stay out.', { multiple: true }),
  ],
  output: { typeName: 'Mailyard.ImportedObject', columns: ['Outcome', 'Object', 'Identity', 'Reason'] },
  confirms: false,
  changes: true,
  examples: [
    {
      command:
        'Import-ExchangeConfiguration ReceiveConnectors.xml,Permissions.xml -ServerMap @{EX01="MBX01"} -WhatIf',
      description: 'What would be made, what differs, and what cannot be carried over.',
    },
  ],
  wording: {
    operation: importExchangeConfiguration.name,
    calls: ({ files, servers, addresses, principals, credentials, leaveOut }) => [
      {
        Path: namesOf(files),
        ServerMap: unlessEmpty(servers),
        AddressMap: unlessEmpty(addresses),
        PrincipalMap: unlessEmpty(principals),
        Credential: unlessEmpty(credentials),
        LeaveOut: unlessEmpty(leaveOut),
      },
    ],
  },
  async run({
    parameters: { Path, ServerMap, AddressMap, PrincipalMap, Credential, LeaveOut },
    whatIf,
    force,
    order,
  }) {
    const { rows, besides, changes, summary, warnings, dangers } = await order(importExchangeConfiguration, {
      files: Path,
      servers: ServerMap ?? {},
      addresses: AddressMap ?? {},
      principals: PrincipalMap ?? {},
      leaveOut: LeaveOut ?? [],
      credentials: credentialsOf(Credential),
      validateOnly: whatIf,
      force,
    });
    return {
      output: rows.map(({ outcome, noun, identity, file, number, reason, changes: changed, notes }) => ({
        Outcome: outcome,
        Object: noun,
        Identity: identity,
        Reason: reason ?? null,
        Changes: changed,
        NotCarriedOver: notes.map((note) => `${note.parameter} ${note.value}: ${note.reason}`),
        File: file,
        Number: number,
      })),
      verbose: whatIf ? [...describeImport(rows, besides), summary] : changes,
      warnings: [...warnings, ...(whatIf ? dangers : [])],
    };
  },
};

/** `(Get-Credential)` has both, a SecureString the password alone. */
function credentialsOf(said: unknown): Readonly<Record<string, unknown>> {
  const entries = typeof said === 'object' && said !== null ? Object.entries(said) : [];
  return Object.fromEntries(
    entries.map(([connector, value]: [string, unknown]) => [
      connector,
      typeof value === 'string' ? { Password: value } : value,
    ]),
  );
}

function unlessEmpty(value: unknown): unknown {
  return Object.keys(value ?? {}).length === 0 ? undefined : value;
}

/** Whatever was said: an order that is refused is told in words, too. */
function namesOf(files: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(files) ? files : [];
  return list.map((file) => {
    const known = typeof file === 'object' && file !== null && 'name' in file ? file.name : undefined;
    return typeof known === 'string' ? known : '';
  });
}

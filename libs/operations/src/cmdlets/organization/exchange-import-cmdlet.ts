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
  async run({ parameters: { Path, ServerMap, AddressMap, PrincipalMap, LeaveOut }, whatIf, force, order }) {
    const { rows, besides, changes, summary, warnings, dangers } = await order(importExchangeConfiguration, {
      files: Path,
      servers: ServerMap ?? {},
      addresses: AddressMap ?? {},
      principals: PrincipalMap ?? {},
      leaveOut: LeaveOut ?? [],
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

import { z } from 'zod';

import { ExportError } from '../exchange-import/files/export-error.js';
import { operation, OperationInputError } from '../operation.js';
import { exportFile, exportOctets } from './import-exchange-configuration.js';

export const getExchangeExport = operation({
  name: 'Get-ExchangeExport',
  summary: 'Tells what a file holds that Export-Clixml or Export-Csv wrote, before it is imported.',
  input: z.object({ file: exportFile }),
  output: z
    .object({
      file: z.string(),
      objects: z.array(z.object({ noun: z.string(), count: z.int() }).readonly()).readonly(),
      version: z.string().optional().describe('Of Exchange, where the file tells it.'),
      servers: z
        .array(z.object({ name: z.string(), here: z.string().optional() }).readonly())
        .readonly()
        .describe('Their servers, and which of ours has that name.'),
      domains: z
        .array(z.object({ identity: z.string(), domain: z.string(), isHere: z.boolean() }).readonly())
        .readonly()
        .describe('Accepted domains.'),
      addresses: z.array(z.string()).readonly().describe('Local addresses that bindings name.'),
      credentials: z
        .array(z.object({ connector: z.string(), userName: z.string(), isHere: z.boolean() }).readonly())
        .readonly()
        .describe('Send connectors that sign in; isHere: the password that ours has stays.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ file }, { directory: { organization } }) {
    // Whoever orders something else need not wait until what reads exports is loaded.
    const { exportContent } = await import('../exchange-import/files/export-content.js');
    try {
      const content = exportContent({ name: file.name, octets: exportOctets(file) }, organization);
      return { file: file.name, ...content };
    } catch (error) {
      if (error instanceof ExportError) throw new OperationInputError(error.message, { cause: error });
      throw error;
    }
  },
});

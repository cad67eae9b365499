import { exportOrganizationText } from '@mailyard/operations/organization/export-organization';

import { noOperand, type Command } from '../../command.js';

export const exportOrganization: Command = {
  name: 'export',
  operands: '',
  summary: 'Writes the organization as such a file, without passwords.',
  options: [{ name: 'changes', help: 'Leave out what is default.' }],
  prepare: (line) => {
    noOperand(line);
    const changesOnly = line.has('changes');
    return async (order) => {
      process.stdout.write(await order(exportOrganizationText, { changesOnly }));
      return 0;
    };
  },
};

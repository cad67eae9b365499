import { operation } from '../operation.js';
import { describePlan, organizationFile, plannedChanges, planFile } from './organization-file.js';

export const planOrganizationFile = operation({
  name: 'Plan-Organization',
  summary: 'What applying a file would change.',
  input: organizationFile,
  output: plannedChanges,
  right: 'View-Only Configuration',
  audit: false,
  run: async (input, context) => describePlan(await planFile(input, context), context.directory.organization),
});

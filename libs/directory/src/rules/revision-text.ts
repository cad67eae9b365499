import { titleOf, type OrganizationObjects } from '../kinds/index.js';
import {
  changedParameters,
  organizationDifferences,
  type ObjectDifference,
} from './organization-difference.js';

/** Of a change of everything the beginning is told. */
const differencesTold = 20;

export interface Revision {
  readonly revision: number;
  readonly objects: OrganizationObjects;
}

/** For the log: what a service goes by from now on. Names of parameters, never their values. */
export function describeRevision(before: Revision | undefined, now: Revision): string {
  if (before === undefined) return `directory revision ${now.revision} is in force`;
  const differences = organizationDifferences(before.objects, now.objects);
  const told = differences.slice(0, differencesTold).map(describe);
  const more = differences.length - told.length;
  const changes = [...told, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return `directory revision ${now.revision} is in force: ${changes === '' ? 'nothing has changed' : changes}`;
}

function describe(difference: ObjectDifference): string {
  const { action, kind, object } = difference;
  const title = `${kind} ${titleOf(kind, object)}`;
  switch (action) {
    case 'add':
      return `${title} added`;
    case 'remove':
      return `${title} removed`;
    case 'change':
      return `${title} changed (${changedParameters(difference.before, object).join(', ')})`;
  }
}

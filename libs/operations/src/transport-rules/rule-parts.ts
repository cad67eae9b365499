import { nameKey } from '@mailyard/schema';
import { z } from 'zod';

import { nearMiss } from '../objects/identity/near-miss.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { parameterSchemas } from '../objects/object-parameters.js';
import { operation } from '../operation.js';
import { whyLacking } from '../server-roles/role-parameters.js';
import { serverRoleOf } from '../server-roles/server-role.js';
import type { RulePart } from './description/phrases.js';

const partsOutput = z
  .array(
    z
      .object({
        name: z.string(),
        parameters: z.array(z.string()).readonly().describe('Of New-TransportRule and Set-TransportRule.'),
        description: z.string(),
      })
      .readonly(),
  )
  .readonly();

export type ListedPart = z.output<typeof partsOutput>[number];

/** Lists predicates or actions, those that rules of this server have. */
export function rulePartsOperation<const Name extends string>(
  said: { readonly name: Name; readonly summary: string },
  all: readonly RulePart[],
) {
  return operation({
    ...said,
    input: z.object({ name: z.string().optional().describe('That one alone, in any case of its letters.') }),
    output: partsOutput,
    right: 'View-Only Configuration',
    alsoBy: ['Transport Rules'],
    audit: false,
    run({ name }, { directory: { organization } }) {
      const role = serverRoleOf(organization);
      const there = all.filter(({ parameters }) =>
        parameters.every(
          (parameter) => whyLacking({ cmdlet: 'New-TransportRule', parameter }, role) === undefined,
        ),
      );
      return Promise.resolve(named(name, there, said.name.slice('Get-'.length)).map(listed));
    },
  });
}

function named(name: string | undefined, parts: readonly RulePart[], noun: string): readonly RulePart[] {
  if (name === undefined || name.trim() === '') return parts;
  const found = parts.filter((part) => nameKey(part.name) === nameKey(name));
  if (found.length > 0) return found;
  const known = parts.map((part) => part.name);
  throw new ObjectNotFound(noun, name, { suggestion: nearMiss(name, known), parameter: 'Name' });
}

function listed({ name, parameters }: RulePart): ListedPart {
  const schemas = parameterSchemas('TransportRules');
  const description = parameters.map((parameter) => schemas[parameter]?.description ?? '').join(' ');
  return { name, parameters, description };
}

import type { Kind, ObjectProblem } from '../kind.js';
import { serverIdentities } from '../servers/server.js';
import { managementScopeNames, managementScopeSchema, type ManagementScope } from './management-scope.js';

const restrictions = ['RecipientRestrictionFilter', 'ServerRestrictionFilter', 'ServerList'] as const;

export const managementScopes = {
  noun: 'ManagementScope',
  organizationOnly: true,
  schema: managementScopeSchema,
  identity: managementScopeNames,
  indexes: [managementScopeNames],
  // Role assignments name it, and whoever makes it exclusive takes rights from others at once.
  fixed: [
    { parameter: 'Name', object: 'management scope' },
    { parameter: 'Exclusive', object: 'management scope' },
  ],
  text: {
    introduction:
      'Recipients or servers beyond which members of a [role group](rights.md#scopes) change nothing. A scope says one of three: RecipientRestrictionFilter, ServerRestrictionFilter or ServerList.',
  },

  references: ({ ServerList = [] }: ManagementScope) =>
    ServerList.map((text) => ({ index: serverIdentities, text })),

  *problems(scope, lookup): Iterable<ObjectProblem> {
    const [first, second] = restrictions.filter((name) => scope[name] !== undefined);
    if (first === undefined) {
      yield { path: [restrictions[0]], reason: `or ${restrictions[1]} or ${restrictions[2]} is needed` };
    }
    if (second !== undefined) yield { path: [second], reason: `not together with ${first ?? ''}` };
    for (const [at, name] of (scope.ServerList ?? []).entries()) {
      if (lookup.has(serverIdentities, name)) continue;
      yield { path: ['ServerList', at], reason: `no server ${name}` };
    }
  },
} as const satisfies Kind<ManagementScope>;

import { z } from 'zod';

import type { OutputObject } from '../cmdlet.js';

const entry = z.object({
  User: z.string(),
  ExtendedRights: z.array(z.string()),
  Deny: z.boolean().default(false),
});
const entries = z.array(entry).default([]);

/** An edit of AccessControl, as forms of connectors order it. */
const editing = z.object({
  identity: z.string(),
  parameters: z.looseObject({ AccessControl: z.strictObject({ Add: entries, Remove: entries }) }),
});

export interface PermissionCalls {
  /** What else is ordered; undefined: nothing. */
  readonly rest: OutputObject | undefined;
  /** Cmdlets with their parameters, in their order. */
  readonly permissions: readonly (readonly [cmdlet: string, said: OutputObject])[];
}

/** Entries of access control have cmdlets of their own, whatever else of the object is changed with them. */
export function withoutPermissions(order: OutputObject): PermissionCalls {
  const { data } = editing.safeParse(order);
  if (data === undefined) return { rest: order, permissions: [] };
  const { AccessControl, ...others } = data.parameters;
  const calls = (name: string, all: readonly z.output<typeof entry>[]) =>
    all.map(({ User, ExtendedRights, Deny }) => {
      const said = { Identity: data.identity, User, ExtendedRights, ...(Deny && { Deny }) };
      return [name, said] as const;
    });
  return {
    rest: Object.keys(others).length === 0 ? undefined : { ...order, parameters: others },
    permissions: [
      ...calls('Remove-ADPermission', AccessControl.Remove),
      ...calls('Add-ADPermission', AccessControl.Add),
    ],
  };
}

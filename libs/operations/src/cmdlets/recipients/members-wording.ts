import type { CmdletParameter, OutputObject, Wording } from '../cmdlet.js';

/** What becomes of the members of a group. */
export type MembersChange = 'add' | 'remove' | 'members';

/** Of an order that adds, removes or replaces members: a call for each, where the cmdlet takes one at a time. */
export function membersWording(
  operation: string,
  how: MembersChange,
  { name, multiple }: CmdletParameter,
): Wording {
  return {
    operation,
    calls({ identity: Identity, [how]: members }: OutputObject) {
      if (!Array.isArray(members)) return [];
      const values: readonly unknown[] = multiple ? [members] : members;
      return values.map((value) => ({ Identity, [name]: value }));
    },
  };
}

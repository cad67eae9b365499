import { listOf } from '../form/fields.js';
import type { Shown } from '../form/state/values.js';

/** A row of an access control list in a form: principal, right, effect. */
export interface AccessRow {
  readonly User: string;
  readonly Right: string;
  readonly Deny: boolean;
}

export function accessRowText({ User, Right, Deny }: AccessRow): string {
  return [User, Right, Deny ? 'Deny' : 'Allow'].join('\n');
}

export function accessRowOf(text: string): AccessRow {
  const [User = '', Right = '', effect] = text.split('\n');
  return { User, Right, Deny: effect === 'Deny' };
}

interface Entry {
  readonly User: string;
  readonly ExtendedRights: readonly string[];
  readonly Deny: boolean;
}

/** Entries have several rights; a list of a page has one a row. */
export const accessControl: Shown = {
  toText: (value) =>
    ((value ?? []) as readonly Entry[]).flatMap(({ User, ExtendedRights, Deny }) =>
      ExtendedRights.map((Right) => accessRowText({ User, Right, Deny })),
    ),
  toValue(value) {
    const rows = listOf(value).map(accessRowOf);
    const byEntry = Map.groupBy(rows, ({ User, Deny }) => `${Deny} ${User}`);
    return [...byEntry.values()].map(([first, ...others]) => ({
      User: first?.User,
      Deny: first?.Deny,
      ExtendedRights: [first, ...others].map((row) => row?.Right),
    }));
  },
};

export const anonymousLogon = String.raw`NT AUTHORITY\ANONYMOUS LOGON`;

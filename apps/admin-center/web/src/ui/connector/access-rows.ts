import { listOf } from '../form/fields.js';
import type { FormValues } from '../form/state/form-state.js';
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

/** What is said of access control: which entries come and go, so that the command of it is that of permissions. */
export function withAccessEdit(parameters: FormValues, base: FormValues): FormValues {
  if (!Array.isArray(parameters['AccessControl'])) return parameters;
  const [wanted, there] = [parameters['AccessControl'], base['AccessControl'] ?? []].map((list) =>
    (list as readonly Entry[]).map(({ User, ExtendedRights, Deny }) => ({ User, ExtendedRights, Deny })),
  );
  const without = (list: readonly Entry[] = [], others: readonly Entry[] = []): readonly Entry[] => {
    const known = new Set(others.map((entry) => JSON.stringify(entry)));
    return list.filter((entry) => !known.has(JSON.stringify(entry)));
  };
  return { ...parameters, AccessControl: { Add: without(wanted, there), Remove: without(there, wanted) } };
}

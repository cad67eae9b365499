import { writtenValue, type DirectoryObject, type ObjectKind, type Written } from '@mailyard/directory';
import { z } from 'zod';

import { OperationInputError } from '../operation.js';

const members = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);

/** `@{Add="a","b"; Remove="c"}`, in any case of its letters. */
const edit = z
  .strictObject({ add: members.optional(), remove: members.optional() })
  .refine(({ add, remove }) => add !== undefined || remove !== undefined);

export interface EditedParameters {
  readonly written: Written;
  readonly warnings: readonly string[];
}

/** Edits of lists become the whole lists that they make of those of the object. */
export function withListEdits(kind: ObjectKind, written: Written, known: DirectoryObject): EditedParameters {
  const warnings: string[] = [];
  const edited = Object.entries(written).map(([name, value]) => {
    const wanted = edit.safeParse(lowerKeys(value)).data;
    if (wanted === undefined) return [name, value] as const;
    const list = (known as Written)[name] ?? [];
    if (!Array.isArray(list)) throw new OperationInputError(`${name}: is no list, so nothing can be added`);
    const change = { kind, name, list: list as readonly unknown[], ...wanted };
    const made = editedList(change);
    warnings.push(...made.warnings);
    return [name, made.list] as const;
  });
  return { written: Object.fromEntries(edited), warnings };
}

interface ListEdit {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly list: readonly unknown[];
  readonly add?: readonly unknown[] | undefined;
  readonly remove?: readonly unknown[] | undefined;
}

function editedList({ kind, name, list, add = [], remove = [] }: ListEdit) {
  const keyOf = (value: unknown): string => keyText(kind, name, value);
  const there = new Set(list.map(keyOf));
  const gone = new Set(remove.map(keyOf));
  const kept = list.filter((member) => !gone.has(keyOf(member)));
  const twice = add.filter((member) => there.has(keyOf(member)) && !gone.has(keyOf(member)));
  const vain = remove.filter((member) => !there.has(keyOf(member)));
  return {
    list: [...kept, ...add.filter((member) => !twice.includes(member))],
    warnings: [
      ...twice.map((member) => `${name} has ${shown(member)} already`),
      ...vain.map((member) => `${name} has no ${shown(member)}`),
    ],
  };
}

/** What two members are the same by; an address space is found by its domain alone. */
function keyText(kind: ObjectKind, name: string, value: unknown): string {
  const text = writtenValue(kind, name, value);
  const key = (typeof text === 'string' ? text : JSON.stringify(text)).trim().toLowerCase();
  return name === 'AddressSpaces' ? key.replace(/^smtp:/, '').replace(/;1$/, '') : key;
}

function lowerKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}

function shown(member: unknown): string {
  return typeof member === 'string' ? member : JSON.stringify(member);
}

import type { DirectoryObject } from '@mailyard/directory';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** What an object is found by, lower case. */
export interface SearchedText {
  readonly name: string;
  /** Aliases, addresses, domains. */
  readonly others: readonly string[];
}

/** By what an object is known besides its name. */
const telling = [
  'DisplayName',
  'Alias',
  'PrimarySmtpAddress',
  'EmailAddresses',
  'DomainName',
  'Server',
] as const;

/** Objects never change: a change makes another one. */
const known = new WeakMap<DirectoryObject, SearchedText>();

export function searchedText(object: DirectoryObject): SearchedText {
  const made = known.get(object);
  if (made !== undefined) return made;
  const text = {
    name: String((object as unknown as Properties)['Name']).toLowerCase(),
    others: tellingTexts(object).map((each) => each.toLowerCase()),
  };
  known.set(object, text);
  return text;
}

type Properties = Readonly<Record<string, unknown>>;

/** As they are written. */
export function tellingTexts(object: DirectoryObject): readonly string[] {
  return telling.flatMap((property) => textsOf((object as unknown as Properties)[property]));
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** A millisecond or two. */
const turnRows = 2_000;

/** Looks at each of very many, in parts between which others have their turn. */
export async function eachInTurns<T>(all: readonly T[], look: (each: T) => void): Promise<void> {
  for (const [at, each] of all.entries()) {
    if (at % turnRows === turnRows - 1) await nextTurn();
    look(each);
  }
}

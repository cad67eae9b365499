import type { DirectoryObject } from '@mailyard/directory';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** What an object is found by, lower case. */
export interface SearchedText {
  readonly name: string;
  /** Name, aliases, addresses and domains, a line each: one text is looked through faster than many. */
  readonly all: string;
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
  const name = String((object as unknown as Properties)['Name']);
  const text = {
    name: name.toLowerCase(),
    all: [name, ...tellingTexts(object)].join('\n').toLowerCase(),
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
  for (let at = 0; at < all.length; at += turnRows) {
    if (at > 0) await nextTurn();
    for (const each of all.slice(at, at + turnRows)) look(each);
  }
}

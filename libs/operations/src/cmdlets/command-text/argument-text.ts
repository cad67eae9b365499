import { formatByteSize, formatTimeSpan } from '@mailyard/schema';

import type { CmdletParameter } from '../cmdlet.js';

/** A value as somebody types it for the parameter, in the language of the shell. */
export function argumentText(parameter: CmdletParameter, value: unknown): string {
  if (parameter.type === 'credential') return credentialText(value);
  if (parameter.type === 'file' || parameter.type === 'bytes') return fileText(parameter);
  if (Array.isArray(value)) return listText(value.map((member) => memberText(parameter, member)));
  return memberText(parameter, value);
}

/** Whoever runs it is asked: what is secret is in no text. */
function credentialText(value: unknown): string {
  const name =
    typeof value === 'object' && value !== null && 'UserName' in value ? value.UserName : undefined;
  return typeof name === 'string' ? `(Get-Credential ${quoted(name)})` : '(Get-Credential)';
}

/** What a file holds is too long for a line. */
function fileText({ name }: CmdletParameter): string {
  return `([IO.File]::ReadAllBytes(${quoted(`path of ${name}`)}))`;
}

function listText(members: readonly string[]): string {
  return members.length === 0 ? '@()' : members.join(',');
}

function memberText({ type }: CmdletParameter, value: unknown): string {
  if (typeof value === 'number') {
    if (type === 'timespan') return formatTimeSpan(value);
    return type === 'size' ? formatByteSize(value).replace(' ', '') : String(value);
  }
  return valueText(value);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '$null';
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value);
  if (Array.isArray(value)) return listText(value.map(valueText));
  return tableText(value as Readonly<Record<string, unknown>>);
}

/** `@{Add='10.1.1.1','10.1.1.2'}`. A secret in it is asked for, too. */
function tableText(table: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(table)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${keyText(name)}=${isSecret(name) ? '(Get-Credential).Password' : entryText(value)}`,
    );
  return `@{${entries.join(';')}}`;
}

function keyText(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : quoted(name);
}

/** In a table a bare word would be a command. */
function entryText(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (isCredential(value)) return credentialText(value);
  return Array.isArray(value) ? listText(value.map(entryText)) : valueText(value);
}

function isCredential(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Password' in value && !Array.isArray(value);
}

function isSecret(name: string): boolean {
  return /password$|secret$/i.test(name);
}

/** What needs no quotes, and is no number, no parameter and nothing that the language knows. */
function isPlain(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.\\]*$/.test(text);
}

/** A quote of any sort that the language takes for one is doubled. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`;
}

import {
  kinds,
  nameOf,
  titleOf,
  type DirectoryObject,
  type ObjectKind,
  type Organization,
} from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

import { OperationError } from '../../operation.js';
import { nearMiss } from './near-miss.js';
import { wildcard } from './wildcard.js';

/** Nobody is meant by an identity. */
export class ObjectNotFound extends OperationError {
  override readonly name = 'ObjectNotFound';

  /** Who is perhaps meant. */
  readonly suggestion: string | undefined;
  /** That named nobody. */
  readonly parameter: string;

  constructor(
    readonly noun: string,
    readonly identity: string,
    more: { readonly suggestion?: string | undefined; readonly parameter?: string } = {},
  ) {
    const { suggestion, parameter = 'Identity' } = more;
    const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
    super(`there is no ${noun} ${identity}${hint}`);
    this.suggestion = suggestion;
    this.parameter = parameter;
  }
}

/** The objects of a kind that are listed: all but those that are part of another one. */
export function listedObjects(kind: ObjectKind, organization: Organization): readonly DirectoryObject[] {
  const list: readonly DirectoryObject[] = organization.objects[kind];
  return kinds[kind].isHidden === undefined ? list : list.filter((object) => !isHidden(kind, object));
}

/**
 * The objects that an identity means: by name, `Server\Name`, Guid, distinguished name, whatever else the kind is found by,
 * or with `*` those whose names fit. A literal that means nobody is an error, so that no slip ever means everybody.
 */
export function objectsNamed(
  kind: ObjectKind,
  identity: string,
  organization: Organization,
): readonly DirectoryObject[] {
  const text = nameInPath(kind, identity);
  // By indexes first: there may be thousands of others.
  const found = text.includes('*') ? [] : literally(kind, text, organization);
  if (found.length > 0) return found;
  const objects = listedObjects(kind, organization);
  if (text.includes('*')) return objects.filter(fitting(kind, text));
  const key = nameKey(text);
  const named = objects.filter((object) => nameKey(nameOf(kind, object)) === key);
  if (named.length > 0) return named;
  const names = objects.map((object) => titleOf(kind, object));
  const meant = withServerName(text, organization);
  const suggestion = nearMiss(meant, names) ?? meantByName(kind, meant, objects);
  throw new ObjectNotFound(kinds[kind].noun, identity.trim(), { suggestion });
}

/** Like objectsNamed, where one object must be meant. */
export function objectNamed(
  kind: ObjectKind,
  identity: string | undefined,
  organization: Organization,
): DirectoryObject {
  const [only] = organization.objects[kind];
  if (kinds[kind].identity === undefined && only !== undefined) return only;
  const isNamed = identity !== undefined && identity.trim() !== '';
  if (!isNamed && kind === 'Servers' && organization.edge !== undefined) return organization.edge;
  if (!isNamed) {
    throw new OperationError(`which ${kinds[kind].noun} is meant?`);
  }
  const [found, ...others] = objectsNamed(kind, identity, organization);
  if (found === undefined) throw new ObjectNotFound(kinds[kind].noun, identity);
  if (others.length > 0) {
    const titles = [found, ...others].map((object) => titleOf(kind, object)).slice(0, 5);
    throw new OperationError(`${identity} may be ${titles.join(' or ')}: say which`);
  }
  return found;
}

/** The name of the server that is meant by its name, host name or Guid. */
export function serverNamed(identity: string, organization: Organization): string {
  return nameOf('Servers', objectNamed('Servers', identity, organization));
}

/** By its Guid, and by the indexes whose texts belong to one object alone. */
function literally(kind: ObjectKind, text: string, { indexed }: Organization): readonly DirectoryObject[] {
  const { indexes, identity } = kinds[kind];
  const byGuid = indexed.get(kind, text);
  const telling = indexes.filter((index) => index.identifies === true || index.taken !== undefined);
  const found = [...telling, ...(identity ? [identity] : [])].flatMap((index) => indexed.find(index, text));
  const ours = found.filter((object) => indexed.get(kind, object.Guid) === object);
  const all = new Set([...(byGuid === undefined ? [] : [byGuid]), ...ours]);
  return [...all].filter((object) => !isHidden(kind, object));
}

function isHidden(kind: ObjectKind, object: DirectoryObject): boolean {
  return kinds[kind].isHidden?.(object) === true;
}

/** With a backslash the whole name has to fit. */
function fitting(kind: ObjectKind, pattern: string): (object: DirectoryObject) => boolean {
  const fits = wildcard(pattern);
  const isWhole = pattern.includes('\\');
  return (object) => fits(isWhole ? titleOf(kind, object) : nameOf(kind, object));
}

/** `Default Frontend <ServerName>`, as documents have it, some of them without a bracket: where there is one server, its name. */
function withServerName(text: string, { servers: [server, ...others] }: Organization): string {
  if (server === undefined || others.length > 0) return text;
  return text.replace(/\s<?\s*Server\s?Name\s*>?$/i, ` ${server.Name}`);
}

function meantByName(
  kind: ObjectKind,
  text: string,
  objects: readonly DirectoryObject[],
): string | undefined {
  const name = nearMiss(
    text,
    objects.map((object) => nameOf(kind, object)),
  );
  const meant = objects.find((object) => nameOf(kind, object) === name);
  return meant === undefined ? undefined : titleOf(kind, meant);
}

/** `CN=Relay,CN=SMTP Receive Connectors,CN=Protocols,CN=MBX01,…` is MBX01\Relay. */
function nameInPath(kind: ObjectKind, identity: string): string {
  const text = identity.trim();
  if (!/^cn=/i.test(text)) return text;
  const names = text
    .split(/(?<!\\),/)
    .map((part) => part.replace(/^[a-z]+=/i, '').replaceAll(/\\(.)/g, '$1'));
  const [name = text] = names;
  const server = kinds[kind].identity?.parameters.length === 2 ? names[3] : undefined;
  return server === undefined ? name : `${server}\\${name}`;
}

import { OrganizationError, problemsOf } from '@mailyard/schema';

import {
  kinds,
  listsOf,
  nameOf,
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
} from '../kinds/index.js';
import { Organization } from '../organization.js';

/** Objects by the fields of their documents. */
export type ParsedDocuments = ReadonlyMap<string, DirectoryObject>;

/** Parses what is new; null is gone. Newer defaults fill what older versions did not write. */
export function parsedDocuments(
  documents: ReadonlyMap<string, string | null>,
  former: ParsedDocuments = new Map(),
): ParsedDocuments {
  const parsed = new Map(former);
  for (const [field, document] of documents) {
    if (document === null) parsed.delete(field);
    else parsed.set(field, parseDocument(field, document));
  }
  return parsed;
}

export function organizationOf(revision: number, parsed: ParsedDocuments): Organization {
  const lists = Map.groupBy(parsed, ([field]) => kindOf(field));
  const objectsOf = (kind: ObjectKind) =>
    (lists.get(kind) ?? []).map(([, object]) => object).toSorted(byName(kind));
  return new Organization(revision, listsOf(objectsOf));
}

function parseDocument(field: string, document: string): DirectoryObject {
  const { object } = JSON.parse(document) as { readonly object: unknown };
  const result = kinds[kindOf(field)].schema.safeParse(object);
  if (result.success) return result.data;
  throw new OrganizationError(problemsOf(result.error, object, [field]));
}

function kindOf(field: string): ObjectKind {
  const kind = objectKinds.find((known) => field.startsWith(`${known}/`));
  if (kind === undefined) throw new OrganizationError([{ path: [field], reason: 'unknown kind of object' }]);
  return kind;
}

const byName =
  (kind: ObjectKind) =>
  (a: DirectoryObject, b: DirectoryObject): number =>
    nameOf(kind, a).localeCompare(nameOf(kind, b), 'en');

import { Organization } from '../organization.js';
import { OrganizationError, problemsOf } from '@mailyard/schema';
import {
  emptyLists,
  nameOf,
  objectKinds,
  objectSchemas,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { StoredDirectory } from './redis-directory-store.js';

/** Documents that did not change since the last snapshot keep their objects: a refresh parses only what is new. */
export type ParsedDocuments = Map<string, { readonly document: string; readonly object: DirectoryObject }>;

/** Parses stored documents; newer defaults fill what older versions did not write. */
export function organizationOf(stored: StoredDirectory, parsed: ParsedDocuments): Organization {
  const lists = emptyLists();
  for (const field of parsed.keys()) if (!stored.documents.has(field)) parsed.delete(field);
  for (const [field, document] of stored.documents) {
    const known = parsed.get(field);
    const object = known?.document === document ? known.object : parseDocument(field, document);
    parsed.set(field, { document, object });
    lists[kindOf(field)].push(object);
  }
  for (const kind of objectKinds) lists[kind].sort(byName);
  return new Organization(stored.revision, lists as unknown as OrganizationObjects);
}

function parseDocument(field: string, document: string): DirectoryObject {
  const { object } = JSON.parse(document) as { readonly object: unknown };
  const result = objectSchemas[kindOf(field)].safeParse(object);
  if (result.success) return result.data;
  throw new OrganizationError(problemsOf(result.error, object, [field]));
}

function kindOf(field: string): ObjectKind {
  const kind = objectKinds.find((known) => field.startsWith(`${known}/`));
  if (kind === undefined) throw new OrganizationError([{ path: [field], reason: 'unknown kind of object' }]);
  return kind;
}

const byName = (a: DirectoryObject, b: DirectoryObject): number => nameOf(a).localeCompare(nameOf(b), 'en');

import { OrganizationError, problemsOf } from '@mailyard/schema';

import { kinds, objectKinds, type DirectoryObject, type ObjectKind } from '../kinds/index.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import { ObjectsDraft } from '../snapshot/objects-draft.js';

/** The objects that documents make of the former ones; null is gone. Newer defaults fill what older versions did not write. */
export function objectsOfDocuments(
  documents: ReadonlyMap<string, string | null>,
  former?: IndexedObjects,
): IndexedObjects {
  const draft = new ObjectsDraft(former);
  // First all that goes: what one object had may be another one's now.
  if (former !== undefined) for (const field of documents.keys()) removeField(draft, field);
  for (const [field, document] of documents) {
    if (document !== null) draft.add(kindOf(field), parseDocument(field, document));
  }
  return draft.done();
}

function parseDocument(field: string, document: string): DirectoryObject {
  const { object } = JSON.parse(document) as { readonly object: unknown };
  const result = kinds[kindOf(field)].schema.safeParse(object);
  if (result.success) return result.data;
  throw new OrganizationError(problemsOf(result.error, object, [field]));
}

function removeField(draft: ObjectsDraft, field: string): void {
  const kind = knownKindOf(field);
  if (kind !== undefined) draft.remove(kind, field.slice(kind.length + 1));
}

function kindOf(field: string): ObjectKind {
  const kind = knownKindOf(field);
  if (kind === undefined) throw new OrganizationError([{ path: [field], reason: 'unknown kind of object' }]);
  return kind;
}

function knownKindOf(field: string): ObjectKind | undefined {
  const name = field.slice(0, field.indexOf('/'));
  return objectKinds.find((known) => known === name);
}

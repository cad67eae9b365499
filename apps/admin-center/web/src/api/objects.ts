import type { ObjectKind, OrganizationObjects } from '@mailyard/directory';
import type { ChangedObject } from '@mailyard/operations';

import { ask } from './http.js';

export type { ObjectKind };

/** An object as the API shows it. */
export type ObjectOf<Kind extends ObjectKind> = OrganizationObjects[Kind][number] & {
  readonly Identity: string;
  /** Milliseconds since the epoch; absent: not known. */
  readonly WhenCreated?: number;
  readonly WhenChanged?: number;
};

/** What can be said of an object: its parameters, null to clear one, `{ Add, Remove }` to edit a list. */
export type Parameters<Kind extends ObjectKind> = {
  readonly [Name in keyof OrganizationObjects[Kind][number]]?: unknown;
};

export interface ListInput {
  readonly server?: string | undefined;
  readonly offset?: number;
  readonly limit?: number;
}

export interface Listed<Kind extends ObjectKind> {
  readonly total: number;
  readonly rows: readonly ObjectOf<Kind>[];
}

export interface ChangeOptions {
  /** Tells what it would do: warnings, dangers, changes. */
  readonly validateOnly?: boolean;
  /** It is meant, whatever the dangers. */
  readonly force?: boolean;
  /** ETag of the object that the user saw. */
  readonly tag?: string | undefined;
}

/** All that there is to ask about the objects of one kind. */
export interface Resource<Kind extends ObjectKind> {
  list(input?: ListInput, signal?: AbortSignal): Promise<Listed<Kind>>;
  get(
    identity: string,
    signal?: AbortSignal,
  ): Promise<{ readonly object: ObjectOf<Kind>; readonly tag: string | undefined }>;
  create(parameters: Parameters<Kind>, options?: ChangeOptions): Promise<ChangedObject>;
  set(identity: string, parameters: Parameters<Kind>, options?: ChangeOptions): Promise<ChangedObject>;
  remove(identity: string, options?: ChangeOptions): Promise<ChangedObject>;
}

/** Of a kind with a single object. */
export type Single<Kind extends ObjectKind> = Pick<Resource<Kind>, 'get' | 'set'>;

/** As many objects as one answer may have. */
export const listMax = 10_000;

/** The single object of a kind: nothing has to be said to identify it. */
export function single<Kind extends ObjectKind>(kind: Kind): Single<Kind> {
  return at(kind, () => '');
}

export function resource<Kind extends ObjectKind>(kind: Kind): Resource<Kind> {
  return at(kind, (identity) => `/${encodeURIComponent(identity)}`);
}

function at<Kind extends ObjectKind>(kind: Kind, placeOf: (identity: string) => string): Resource<Kind> {
  const path = `/api/v1/${kind.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}`;
  const pathOf = (identity: string): string => path + placeOf(identity);
  const changed = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    to: string,
    { body, tag, ...how }: ChangeOptions & { readonly body?: unknown },
  ): Promise<ChangedObject> =>
    (await ask<ChangedObject>(method, to + queryOf({ ...how }), { body, ifMatch: tag })).body;
  return {
    list: async (input = {}, signal) =>
      (await ask<Listed<Kind>>('GET', path + queryOf({ limit: listMax, ...input }), { signal })).body,
    get: async (identity, signal) => {
      const { body, tag } = await ask<ObjectOf<Kind>>('GET', pathOf(identity), { signal });
      return { object: body, tag };
    },
    create: (parameters, options = {}) => changed('POST', path, { ...options, body: parameters }),
    set: (identity, parameters, options = {}) =>
      changed('PATCH', pathOf(identity), { ...options, body: parameters }),
    remove: (identity, options = {}) => changed('DELETE', pathOf(identity), options),
  };
}

export function queryOf(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

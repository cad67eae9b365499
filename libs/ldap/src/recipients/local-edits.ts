import {
  nameOf,
  type DirectoryObject,
  type ObjectId,
  type ObjectKind,
  type Organization,
} from '@mailyard/directory';

import type { NamedRecipient } from './recipient-object.js';

/** A place in an object of this organization that names a recipient. */
export interface NamingPlace {
  readonly kind: ObjectKind;
  readonly object: DirectoryObject;
  /** Inside the object; it begins with a parameter. */
  readonly path: readonly (string | number)[];
}

/** Somebody who is no longer there. */
export interface Gone {
  readonly Guid: string;
  readonly Name: string;
}

type Parameters = Readonly<Record<string, unknown>>;

/** What has to change here since recipients there have other names, or are gone. */
export class LocalEdits {
  readonly #edited = new Map<string, { readonly kind: ObjectKind; readonly object: DirectoryObject }>();
  readonly #removed = new Map<string, ObjectId>();
  readonly notes: string[] = [];

  /** `before`: as the places were written for. */
  constructor(private readonly before: Organization) {}

  get put(): readonly { readonly kind: ObjectKind; readonly object: DirectoryObject }[] {
    return [...this.#edited.values()];
  }

  get remove(): readonly ObjectId[] {
    return [...this.#removed.values()];
  }

  /**
   * Whoever has another name now is named by it; who is gone goes from groups, and their password with them. Somebody gone
   * who cannot be left out of the object is returned.
   */
  follow(place: NamingPlace, nameNow: (guid: string) => NamedRecipient | undefined): Gone | undefined {
    const { kind, object, path } = place;
    const parameter = String(path[0]);
    const text = textAt(object, path);
    const isLogin = kind === 'Credentials';
    const meant = isLogin ? this.before.userOfLogin(text) : this.before.recipientByName(text);
    if (meant === undefined) {
      throw new Error(`${kind}[${nameOf(kind, object)}]: ${parameter} names ${text}, who is nobody`);
    }
    const now = nameNow(meant.Guid);
    if (now !== undefined) {
      const becomes = isLogin ? (now.UserPrincipalName ?? now.PrimarySmtpAddress) : now.PrimarySmtpAddress;
      this.#edit(place, { parameter, text, becomes: [becomes] });
      return undefined;
    }
    if (isLogin) {
      this.#removed.set(object.Guid, { kind, Guid: object.Guid });
      return undefined;
    }
    if (parameter !== 'Members') return meant;
    this.#edit(place, { parameter, text, becomes: [] });
    this.notes.push(`${meant.Name}: it is gone, also from the group ${nameOf(kind, object)}`);
    return undefined;
  }

  #edit(
    { kind, object: judged }: NamingPlace,
    {
      parameter,
      text,
      becomes,
    }: { readonly parameter: string; readonly text: string; readonly becomes: readonly string[] },
  ): void {
    // Several places of one object may be in the same list of problems.
    const object = this.#edited.get(judged.Guid)?.object ?? judged;
    const value = (object as unknown as Parameters)[parameter];
    const edited = Array.isArray(value)
      ? (value as readonly unknown[]).flatMap((each): readonly unknown[] =>
          each === text ? becomes : [each],
        )
      : becomes[0];
    this.#edited.set(judged.Guid, { kind, object: { ...object, [parameter]: edited } as DirectoryObject });
  }
}

function textAt(object: object, path: readonly (string | number)[]): string {
  let value: unknown = object;
  for (const step of path) value = (value as Parameters | undefined)?.[step];
  return typeof value === 'string' ? value : '';
}

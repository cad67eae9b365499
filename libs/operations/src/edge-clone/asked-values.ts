import { kinds, type ObjectKind } from '@mailyard/directory';
import { parseBinding } from '@mailyard/schema';

import type { Sections } from './adapted-configuration.js';

/** A value that differs by server, and that nobody but an administrator knows. */
export interface AskedValue {
  readonly kind: string;
  /** The parameter by which the object is named, and its value. */
  readonly named: readonly [parameter: string, value: string];
  readonly parameter: string;
  /** What the server has that was cloned. */
  readonly before: unknown;
}

/** In the order of the text. */
export function askedValues(sections: Sections, { fqdn }: { readonly fqdn: string }): readonly AskedValue[] {
  return Object.entries(sections).flatMap(([kind, objects]) => {
    const naming = kinds[kind as ObjectKind].identity?.parameters.at(-1);
    if (naming === undefined || kind === 'Servers') return [];
    return objects.flatMap((object) =>
      Object.entries(object)
        .filter(([parameter, value]) => parameter !== naming && isOfServer(parameter, value, fqdn))
        .map(([parameter, before]) => ({
          kind,
          named: [naming, String(object[naming])] as const,
          parameter,
          before,
        })),
    );
  });
}

/** Addresses and certificates are of one server, and so is what has its name in it. */
function isOfServer(parameter: string, value: unknown, fqdn: string): boolean {
  switch (parameter) {
    case 'Bindings':
      return texts(value).some((each) => !isWildcard(parseBinding(each)?.address ?? ''));
    case 'SourceIPAddress':
      return !isWildcard(String(value));
    case 'TlsCertificateName':
      return value !== null && value !== undefined;
    default:
      return texts(value).some((each) => each.toLowerCase().includes(fqdn.toLowerCase()));
  }
}

function isWildcard(address: string): boolean {
  return ['', '0.0.0.0', '::', '[::]'].includes(address);
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string');
}

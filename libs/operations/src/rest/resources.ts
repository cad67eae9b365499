import { kinds, objectKinds, type ObjectKind } from '@mailyard/directory';

import { objectOperations, type ObjectOperations } from '../objects/object-operations.js';

/** A kind of objects as REST has it. */
export interface Resource {
  /** In the path: `receive-connectors`. */
  readonly name: string;
  readonly kind: ObjectKind;
  /** There is one object of the kind. */
  readonly isSingle: boolean;
  readonly operations: ObjectOperations;
}

/** Every kind that has operations of its own. */
export const resources: readonly Resource[] = objectKinds
  .map((kind) => ({
    name: kind.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase(),
    kind,
    isSingle: kinds[kind].identity === undefined,
    operations: objectOperations[kind] as ObjectOperations,
  }))
  .filter(({ operations }) => operations.Get !== undefined);

const byName = new Map(resources.map((resource) => [resource.name, resource]));

export function resourceNamed(name: string): Resource | undefined {
  return byName.get(name);
}

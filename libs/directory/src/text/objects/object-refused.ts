import { formatProblem, OrganizationError } from '@mailyard/schema';

import type { ObjectKind } from '../../kinds/index.js';

/** What is wrong with a change of one object. */
export interface ObjectRefusal {
  readonly kind: ObjectKind;
  /** The object that is wrong, where it is another one than the one that was to change. */
  readonly other?: string;
  /** Empty: the object as a whole. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
  readonly rule?: string;
  readonly cure?: string;
}

/** A change of one object that breaks its schema or a rule; nothing of it was done. */
export class ObjectRefused extends OrganizationError {
  override readonly name = 'ObjectRefused';

  constructor(readonly refusals: readonly ObjectRefusal[]) {
    super(refusals, refusals.map(refusalLine));
  }
}

/** `Bindings: port 25 belongs to …`, and of another object `DistributionGroups[team].Members: …`. */
export function refusalLine({ kind, other, ...problem }: ObjectRefusal): string {
  const inner = formatProblem(problem);
  if (other === undefined) return inner;
  return `${kind}[${other}]${problem.path.length > 0 ? '.' : ': '}${inner}`;
}

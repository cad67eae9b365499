import type { Caller } from '../caller.js';
import { OperationRightError } from '../operation.js';
import type { Right } from './right.js';
import { roleGroupsWith } from './rights-of.js';

/** Whoever has any of the rights may; for the others the answer names the role groups whose members do. */
export function requireRight(order: string, rights: readonly Right[], caller: Caller): void {
  if (rights.some((right) => caller.rights.has(right))) return;
  const needed = `the right ${rights.join(' or ')}`;
  throw new OperationRightError(`${order} needs ${needed}, which ${caller.name} does not have`, rights);
}

/** `Needs Organization Management or Server Management.` */
export function rightCure({ rights }: OperationRightError): string | undefined {
  const groups = roleGroupsWith(rights);
  return groups.length === 0 ? undefined : `Needs ${groups.join(' or ')}.`;
}

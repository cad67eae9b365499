import {
  isScoped,
  kinds,
  objectOutside,
  reaches,
  subjectOf,
  titleOf,
  type Approval,
  type KindedObject,
  type Organization,
  type RoleAssignment,
  type ScopeSubject,
} from '@mailyard/directory';

import type { Caller } from '../caller.js';
import { OperationRightError, rightsFor, type Operation } from '../operation.js';
import { requireRight } from './required-right.js';
import type { Right } from './right.js';

/** What may be ordered, but not about this object. */
export class OutsideWriteScope extends OperationRightError {
  override readonly name = 'OperationRightError';
}

type Order = Pick<Operation, 'name' | 'right' | 'alsoBy'>;

/** Lets a caller write what the role assignments reach by which it may give this order (ADR 41). */
export function approvalFor(operation: Order, caller: Caller): Approval | undefined {
  const limits = limitsOf(operation, caller);
  if (limits.length === 0) return undefined;
  return (change) => {
    for (const assignments of limits) {
      const outside = objectOutside(change, assignments);
      if (outside === undefined) continue;
      const { kind, object } = outside;
      throw outsideScope(`${kinds[kind].noun} ${titleOf(kind, object)}`, assignments);
    }
  };
}

/** Throws for a subject that the directory is not asked about: a server, the organization, what needs another right besides. */
export function requireReach(
  operation: Order,
  subject: ScopeSubject,
  { caller, organization }: { readonly caller: Caller; readonly organization: Organization },
): void {
  for (const assignments of limitsOf(operation, caller)) {
    if (reaches(assignments, subject, organization.indexed)) continue;
    throw outsideScope(subject.kind === 'Server' ? `server ${subject.server}` : operation.name, assignments);
  }
}

/** The same for an object by a right that is needed besides: a part of it belongs to another role. */
export function requireRightOver(
  order: string,
  right: Right,
  {
    written,
    caller,
    organization,
  }: { readonly written: KindedObject; readonly caller: Caller; readonly organization: Organization },
): void {
  requireRight(order, [right], caller);
  const subject = subjectOf(written, { lookup: organization.indexed, put: [] });
  requireReach({ name: order, right }, subject, { caller, organization });
}

/** Throws where a right is needed that nothing limits. */
export function requireUnscoped(order: string, right: Right, caller: Caller): void {
  for (const assignments of limitsOf({ name: order, right }, caller)) {
    if (assignments.every(isScoped)) throw outsideScope(order, assignments);
  }
}

/** What limits a caller: the assignments of each role that it has by nothing that reaches the whole organization. */
export function limitingAssignments({ limits = [], rights }: Caller): readonly RoleAssignment[] {
  const found = limits.flatMap((assignments) => {
    const held = assignments.filter(({ Role }) => rights.has(Role));
    return [...Map.groupBy(held, ({ Role }) => Role).values()].filter((same) => same.every(isScoped)).flat();
  });
  return [...new Map(found.map((each) => [`${each.RoleGroup}\n${each.Name}`, each])).values()];
}

/** Each of them has to reach what is written: those of the account, and of its token those of the token. */
function limitsOf(operation: Order, { limits = [] }: Caller): readonly (readonly RoleAssignment[])[] {
  const rights: readonly Right[] = rightsFor(operation);
  return limits.map((assignments) => assignments.filter(({ Role }) => rights.includes(Role)));
}

/** In Exchange’s words. */
function outsideScope(what: string, assignments: readonly RoleAssignment[]): OutsideWriteScope {
  const names = assignments.map(({ Name }) => Name).join(', ');
  return new OutsideWriteScope(
    `${what} isn't within your current write scopes (${names}). Can't perform save operation.`,
  );
}

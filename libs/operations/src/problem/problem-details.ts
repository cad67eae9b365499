import {
  DirectoryConflict,
  kinds,
  ObjectRefused,
  refusalLine,
  type ObjectRefusal,
  type Written,
} from '@mailyard/directory';
import { OrganizationError } from '@mailyard/schema';

import { ParameterError } from '../cmdlets/binding/parameter-error.js';
import { ConfirmationRequired } from '../objects/dangers/dangers.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { ObjectChanged } from '../objects/object-change.js';
import { OperationError, OperationInputError, OperationRightError } from '../operation.js';
import { rightCure } from '../rights/required-right.js';
import { NotOfThisRole } from '../server-roles/server-role.js';

/** RFC 9457, with members of our own. `type` is relative to the description of the API. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** For whoever gave the order. */
  readonly detail: string;
  readonly parameter?: string;
  readonly value?: unknown;
  readonly rule?: string;
  /** The object that is in the way. */
  readonly object?: string;
  readonly cure?: string;
  /** Of what has to be confirmed: with `declined` the rest is done. */
  readonly declinable?: boolean;
  /** The object as somebody else has made it meanwhile. */
  readonly current?: Written;
  /** All that is wrong, where it is more than one thing. */
  readonly problems?: readonly Wrong[];
}

type Wrong = Pick<ProblemDetails, 'detail' | 'parameter' | 'value' | 'rule' | 'object' | 'cure'>;
type Kind = Pick<ProblemDetails, 'type' | 'title' | 'status'>;

const sorts = {
  refused: { title: 'The order breaks a rule', status: 422 },
  'not-understood': { title: 'The order was not understood', status: 400 },
  'right-missing': { title: 'You may not do that', status: 403 },
  'not-found': { title: 'There is no such object', status: 404 },
  conflict: { title: 'Somebody else was faster', status: 409 },
  'confirmation-required': { title: 'This has to be confirmed', status: 409 },
  failed: { title: 'The order cannot be carried out', status: 422 },
} as const;

const sort = (type: keyof typeof sorts): Kind => ({ type, ...sorts[type] });

/**
 * What an error says to whoever gave the order; undefined: it is a fault of ours, whose text is for the log. `said`: the
 * parameters as they were given.
 */
export function problemDetails(
  error: unknown,
  said: Readonly<Record<string, unknown>> = {},
): ProblemDetails | undefined {
  if (error instanceof ObjectRefused) return refused(error, said);
  if (error instanceof OrganizationError) return { ...sort('refused'), detail: error.message };
  if (error instanceof ObjectChanged && error.current !== undefined) {
    return { ...sort('conflict'), detail: error.message, current: error.current };
  }
  if (error instanceof DirectoryConflict) return { ...sort('conflict'), detail: error.message };
  return error instanceof OperationError ? ofOperation(error) : undefined;
}

function ofOperation(error: OperationError): ProblemDetails {
  const detail = error.message;
  if (error instanceof ParameterError) {
    const { parameter, detail: more } = error;
    return { ...sort('not-understood'), detail, parameter, ...withoutSecret(parameter, more) };
  }
  if (error instanceof OperationInputError) return { ...sort('not-understood'), detail };
  if (error instanceof OperationRightError) {
    const cure = rightCure(error);
    return { ...sort('right-missing'), detail, ...(cure !== undefined && { cure }) };
  }
  if (error instanceof ConfirmationRequired) {
    const declinable = error.isDeclinable ? { declinable: true } : {};
    return { ...sort('confirmation-required'), detail, cure: 'Say force if it is meant.', ...declinable };
  }
  if (error instanceof NotOfThisRole) return { ...sort('not-found'), detail };
  if (error instanceof ObjectNotFound) {
    const { noun, identity, suggestion, parameter } = error;
    // Who is perhaps meant is the cure, and is said once.
    const absent = `there is no ${noun} ${identity}`;
    const cure = suggestion === undefined ? {} : { cure: `Did you mean ${suggestion}?` };
    return { ...sort('not-found'), detail: absent, parameter, value: identity, ...cure };
  }
  return { ...sort('failed'), detail };
}

function refused({ refusals }: ObjectRefused, said: Readonly<Record<string, unknown>>): ProblemDetails {
  const problems = refusals.slice(0, problemsMax).map((refusal) => wrongOf(refusal, said));
  const [first] = problems;
  if (problems.length === 1) return { ...sort('refused'), detail: '', ...first };
  const left = refusals.length - problems.length;
  const lines = [
    ...problems.map(({ detail }) => detail),
    ...(left > 0 ? [`and ${left} more of the kind`] : []),
  ];
  return { ...sort('refused'), ...first, detail: lines.join('\n'), problems };
}

/** As many problems are told: one connector may be in the way of thousands. */
const problemsMax = 20;

function wrongOf(refusal: ObjectRefusal, said: Readonly<Record<string, unknown>>): Wrong {
  const { kind, other, path, rule, cure } = refusal;
  const [name] = path;
  const parameter = name === undefined || other !== undefined ? undefined : String(name);
  return {
    detail: detailOf(refusal),
    ...(parameter !== undefined && { parameter, ...withoutSecret(parameter, { value: said[parameter] }) }),
    ...(other !== undefined && { object: `${kinds[kind].noun} ${other}` }),
    ...(rule !== undefined && { rule }),
    ...(cure !== undefined && { cure }),
  };
}

/** What is said of a rule has words of its own for the parameter. */
function detailOf(refusal: ObjectRefusal): string {
  const { cure: _, ...wrong } = refusal;
  const { other, rule, reason } = wrong;
  return other === undefined && rule !== undefined ? reason : refusalLine(wrong);
}

function withoutSecret<T extends { readonly value?: unknown }>(parameter: string, more: T): Partial<T> {
  const { value, ...open } = more;
  const isOpen = value !== undefined && !/password|secret|credential|oauth/i.test(parameter);
  return isOpen ? more : (open as Partial<T>);
}

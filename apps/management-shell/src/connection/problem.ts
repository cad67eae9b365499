import { TerminatingError, type Value } from '@mailyard/powershell';

/** What the API refuses, and why (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly parameter?: string;
  readonly value?: unknown;
  readonly rule?: string;
  readonly object?: string;
  readonly cure?: string;
  readonly declinable?: boolean;
}

type ErrorDetails = ConstructorParameters<typeof TerminatingError>[1];

/** A problem that a danger has to be confirmed. */
export class DangerToConfirm extends TerminatingError {
  constructor(
    message: string,
    details: ErrorDetails,
    /** Whether No does the rest. */
    readonly isDeclinable: boolean,
  ) {
    super(message, details);
  }
}

export function problemError(problem: Problem): TerminatingError {
  const { type, title, detail = title, cure, parameter, rule, object } = problem;
  const message = [detail, cure]
    .filter((part) => part !== undefined && part !== '')
    .map(sentence)
    .join(' ');
  const known: readonly (readonly [string, Value | undefined])[] = [
    ['Parameter', parameter],
    ['Rule', rule],
    ['Object', object],
    ['Cure', cure],
  ];
  const details = {
    type: type.split('/').at(-1) ?? type,
    category: categories[problem.status] ?? 'InvalidOperation',
    properties: known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  };
  return type.endsWith('confirmation-required')
    ? new DangerToConfirm(message, details, problem.declinable === true)
    : new TerminatingError(message, details);
}

function sentence(text: string | undefined = ''): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

const categories: Readonly<Record<number, string>> = {
  400: 'InvalidArgument',
  403: 'PermissionDenied',
  404: 'ObjectNotFound',
  422: 'InvalidData',
  503: 'ResourceUnavailable',
};

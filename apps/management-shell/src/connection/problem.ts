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
  /** All that is wrong, where it is more than one thing. */
  readonly problems?: readonly Wrong[];
}

type Wrong = Pick<Problem, 'detail' | 'parameter' | 'rule' | 'cure'>;

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
  const { type, title, detail = title, cure, parameter, rule, object, problems } = problem;
  const lines = problems?.map(said) ?? [said({ ...problem, detail })];
  // Of many only some are told one by one.
  const more = detail.split('\n').slice(lines.length);
  const message = [...lines, ...(problems === undefined ? [] : more)].join('\n');
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

/** What is wrong, what can be done about it, and where a rule is broken its number with the parameter that it is about. */
function said({ detail = '', cure: told = '', parameter, rule }: Wrong): string {
  // The API has a field, the shell a switch.
  const cure = told.replace('Say force ', 'Say -Force ');
  const parts = detail.includes(cure) ? [detail] : [detail, cure];
  const place = [parameter, rule].filter((part) => part !== undefined).join(', ');
  return [...parts.map(sentence), ...(rule === undefined ? [] : [`(${place})`])].join(' ');
}

function sentence(text: string | undefined = ''): string {
  // A name, an address or a parameter stays as it is written.
  const begun = /^[a-z]+[\s,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

const categories: Readonly<Record<number, string>> = {
  400: 'InvalidArgument',
  403: 'PermissionDenied',
  404: 'ObjectNotFound',
  422: 'InvalidData',
  503: 'ResourceUnavailable',
};

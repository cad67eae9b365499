import type { z } from 'zod';

/** What is wrong with one key of an organization. */
export interface Problem {
  /** `ReceiveConnectors`, 2, `MaxMessageSize`. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
  /** The number by which references know the rule that is broken: `A2`. */
  readonly rule?: string;
  /** What can be done about it, where the reason does not say it. */
  readonly cure?: string;
}

/** An organization that breaks the schema or a rule; nothing of it was taken. */
export class OrganizationError extends Error {
  override readonly name: string = 'OrganizationError';

  constructor(
    readonly problems: readonly Problem[],
    /** The problems as text, one line each. */
    readonly lines: readonly string[] = problems.map(formatProblem),
  ) {
    super(lines.join('\n'));
  }
}

/** `ReceiveConnectors[2].MaxMessageSize: must be at least 65536 (got "12")`. */
export function formatProblem({ path, reason, cure = '' }: Problem): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const text = reason.includes(cure) ? reason : `${reason.replace(/(?<![.?!)])$/, '.')} ${cure}`;
  return place === '' ? text : `${place.slice(1)}: ${text}`;
}

/** The problems of a failed parse; `input` is what was parsed, `at` where it stands in the organization. */
export function problemsOf(
  error: z.ZodError,
  input: unknown,
  at: readonly (string | number)[],
): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    const inner = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code === 'unrecognized_keys') {
      const reasons = reasonsForKeys(issue);
      return issue.keys.map((key, index) => ({
        path: [...at, ...inner, key],
        reason: reasons[index] ?? 'unknown key',
      }));
    }
    const path = [...at, ...inner];
    const broken = brokenRuleOf(issue);
    if (broken !== undefined) return [{ path, ...broken }];
    return [{ path, reason: reasonOf(issue, inner, valueAt(input, inner)) }];
  });
}

/** What a schema says of a rule needs neither constraint nor value beside it. */
function brokenRuleOf(issue: z.core.$ZodIssue): Omit<Problem, 'path'> | undefined {
  if (issue.code !== 'custom') return undefined;
  const { rule, cure } = (issue.params ?? {}) as Partial<Problem>;
  return rule === undefined
    ? undefined
    : { reason: issue.message, rule, ...(cure !== undefined && { cure }) };
}

/** A schema that knows why keys are not there says it in a line for each. */
function reasonsForKeys({ keys, message }: z.core.$ZodIssueUnrecognizedKeys): readonly string[] {
  const lines = message.split('\n');
  return lines.length === keys.length && !message.startsWith('Unrecognized key') ? lines : [];
}

function reasonOf(issue: z.core.$ZodIssue, path: Problem['path'], value: unknown): string {
  if (value === undefined) return 'is missing';
  // Whoever writes a secret in the place of its variable's name must not find it in a log.
  if (/password|secret/i.test(String(path.at(-1)))) return constraintOf(issue);
  return `${constraintOf(issue)} (got ${JSON.stringify(value)?.slice(0, 100)})`;
}

function constraintOf(issue: z.core.$ZodIssue): string {
  // A schema that says it in its own words knows the unit.
  if (issue.message.startsWith('must be ')) return issue.message;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue)}`;
  if (issue.code === 'invalid_value') return `must be ${alternatives(issue.values.map(String))}`;
  if (issue.code === 'invalid_type') return `must be ${typeNames[issue.expected] ?? issue.expected}`;
  return issue.code === 'invalid_union' ? unionConstraint(issue.errors) : issue.message;
}

const unitOf = ({ origin }: { readonly origin: string }): string =>
  origin === 'string' || origin === 'array' ? ' long' : '';

/** `must be a whole number or Unlimited`: what each alternative would have wanted. */
function unionConstraint(alternatives: readonly (readonly z.core.$ZodIssue[])[]): string {
  const wanted = alternatives.flatMap(([first]) =>
    first === undefined ? [] : constraintOf(first).replace(/^must be /, ''),
  );
  return `must be ${wanted.join(' or ')}`;
}

/** `a, b or c`. */
const alternatives = (values: readonly string[]): string => values.join(', ').replace(/, ([^,]*)$/, ' or $1');

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return value;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

import type { TransportRule } from '@mailyard/directory';

/** A part of a rule as Exchange names it and puts it into words: a predicate or an action. */
export interface RulePart {
  /** `FromScope`, as Get-TransportRulePredicate has it. */
  readonly name: string;
  /** Of the rule; it is there when the first one is. Those of an exception have `ExceptIf` in front. */
  readonly parameters: readonly (keyof TransportRule)[];
  /** One clause, of the values of its parameters in their order. */
  readonly words: (...values: readonly unknown[]) => string;
}

/** `'a'`, and of a list `'a' or 'b'`. */
export function quoted(value: unknown, between = 'or'): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => `'${String(each)}'`).join(` ${between} `);
}

/** A part with one parameter, whose value ends the clause. */
export function ending(
  name: string,
  parameter: keyof TransportRule,
  { before, after = '' }: { readonly before: string; readonly after?: string },
): RulePart {
  return { name, parameters: [parameter], words: (value) => `${before} ${quoted(value)}${after}` };
}

/** A part that says all by being there. */
export function stating(name: string, parameter: keyof TransportRule, words: string): RulePart {
  return { name, parameters: [parameter], words: () => words };
}

const units = ['B', 'KB', 'MB', 'GB'];

/** As Exchange writes sizes: `10 MB (10,485,760 bytes)`. */
export function sizeWords(value: unknown): string {
  const octets = Number(value);
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(octets, 1)) / 10));
  const rounded = Number((octets / 1024 ** power).toPrecision(4));
  return `'${rounded} ${units[power] ?? 'B'} (${octets.toLocaleString('en-US')} bytes)'`;
}

const scopes: Readonly<Record<string, string>> = {
  InOrganization: 'Inside the organization',
  NotInOrganization: 'Outside the organization',
  ExternalPartner: 'External partner organizations',
  ExternalNonPartner: 'External non-partner organizations',
};

export function scopeWords(value: unknown): string {
  return quoted(scopes[String(value)] ?? value);
}

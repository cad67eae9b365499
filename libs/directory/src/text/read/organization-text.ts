import { formatProblem, OrganizationError, problemsOf, type Problem } from '@mailyard/schema';
import type { Document, LineCounter } from 'yaml';
import { z } from 'zod';

import { kinds, textKinds, type ObjectKind } from '../../kinds/index.js';
import type { Kind } from '../../kinds/kind.js';
import type { Written } from '../../kinds/text-form.js';
import { optionalParameters } from '../write/parameter-text.js';
import { yaml } from '../yaml.js';

const anyObject = z.record(z.string(), z.unknown());

/** The file's sections. Inside them the objects are still as written; the schema of each kind judges them later. */
const textSchema = z.strictObject({
  Complete: z.boolean().optional(),
  ...Object.fromEntries(textKinds.map((kind) => [kind, sectionSchema(kinds[kind]).optional()])),
});

function sectionSchema({ identity, text }: Kind): z.ZodType {
  const element = text.element ?? anyObject;
  return identity === undefined ? element : z.array(element);
}

/** The sections that a text has; that of a kind of which there is one object as a list of one. */
export type OrganizationText = Readonly<Partial<Record<ObjectKind, readonly Written[]>>>;

/** A problem of an organization that comes of a text. */
export interface PlacedProblem extends Problem {
  /** False: the object is not in the text, and its path has its name in place of a number. */
  readonly isInText?: boolean;
}

/** An organization as text, and how to tell where a problem is in it. */
export interface ParsedText {
  readonly content: OrganizationText;
  /** An error whose lines begin with file, line and column: `organization.yaml:12:5: Mailboxes[0].Alias: …`. */
  fail(problems: readonly PlacedProblem[]): OrganizationError;
}

/** Reads YAML; throws OrganizationError when it is none or its sections are not what they should be. */
export function parseOrganizationText(text: string, fileName: string): ParsedText {
  const lineCounter = new (yaml().LineCounter)();
  const document = yaml().parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    const lines = document.errors.map((error) => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return `${fileName}:${line}:${col}: ${error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
    });
    throw new OrganizationError([{ path: [], reason: 'is not YAML' }], lines);
  }
  const lineOf = (problem: PlacedProblem): string =>
    problem.isInText === false
      ? `${fileName}: ${formatOfObject(problem)} (in the organization, not in the file)`
      : `${fileName}${placeOf(document, lineCounter, problem.path)}: ${formatProblem(problem)}`;
  const fail = (problems: readonly PlacedProblem[]) => new OrganizationError(problems, problems.map(lineOf));
  const input = inputOf(document, fileName);
  const result = textSchema.safeParse(input);
  if (!result.success) throw fail(problemsOf(result.error, input, []));
  return { content: contentOf(result.data), fail };
}

/** Aliases may not make more of a text than is in it, nor a thing of itself. */
function inputOf(document: Document, fileName: string): unknown {
  try {
    const input: unknown = document.toJS() ?? {};
    JSON.stringify(input);
    return input;
  } catch (error) {
    const reason = `its aliases cannot be followed: ${String(error).split('\n', 1)[0]}`;
    throw new OrganizationError([{ path: [], reason }], [`${fileName}: ${reason}`]);
  }
}

/** Of a complete text an object takes back what it does not say. */
function contentOf({
  Complete: isComplete = false,
  ...sections
}: z.output<typeof textSchema>): OrganizationText {
  const lists = Object.entries(sections).map(([kind, section]) => {
    const objects = (Array.isArray(section) ? section : [section]) as readonly Written[];
    const taken = isComplete
      ? optionalParameters(kind as ObjectKind).map((name) => [name, null] as const)
      : [];
    return [kind, objects.map((object) => ({ ...Object.fromEntries(taken), ...object }))];
  });
  return Object.fromEntries(lists) as OrganizationText;
}

/** `Mailboxes[alice].Alias: …` */
function formatOfObject({ path: [kind, name, ...path], ...problem }: PlacedProblem): string {
  const object = `${kind}[${name}]`;
  return `${object}${path.length === 0 ? ': ' : '.'}${formatProblem({ ...problem, path })}`;
}

/** `:12:5`, line and column of the deepest part of the path that the text has; empty when it has none of it. */
function placeOf(document: Document, lineCounter: LineCounter, path: readonly (string | number)[]): string {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) {
      const { line, col } = lineCounter.linePos(offset);
      return `:${line}:${col}`;
    }
  }
  return '';
}

/** Where a key stands, or for a member of a list the member. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const { isMap, isScalar } = yaml();
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true) as { readonly range?: readonly number[] | null } | undefined;
  return node?.range?.[0];
}

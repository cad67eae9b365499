import { OpathError, parseOpath, type OpathExpression } from '@mailyard/schema';

interface Filtered {
  /** What they have that a filter may ask for. */
  readonly properties: readonly string[];
  /** What a reader calls them. */
  readonly whose: string;
}

/** What is wrong with a filter in OPATH over objects with these properties, if something is. */
export function problemOfFilter(text: string, { properties, whose }: Filtered): string | undefined {
  const known = new Set(properties.map((name) => name.toLowerCase()));
  try {
    const unknown = propertiesIn(parseOpath(text)).find((name) => !known.has(name.toLowerCase()));
    return unknown === undefined ? undefined : `asks for ${unknown}, which ${whose} do not have`;
  } catch (error) {
    if (error instanceof OpathError) return error.message;
    throw error;
  }
}

function propertiesIn(filter: OpathExpression): readonly string[] {
  if ('all' in filter) return filter.all.flatMap(propertiesIn);
  if ('any' in filter) return filter.any.flatMap(propertiesIn);
  return 'not' in filter ? propertiesIn(filter.not) : [filter.property];
}

import type { QueryField } from './query-terms.js';

export interface Completions {
  /** The part of the text that they would take the place of. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly string[];
}

const optionsMax = 8;

/** What may be meant by what stands before the caret: names of fields, then their values. */
export function completionsAt(
  text: string,
  caret: number,
  fields: readonly QueryField[],
): Completions | undefined {
  const [typed = ''] = /\S*$/.exec(text.slice(0, caret)) ?? [];
  const from = caret - typed.length;
  const { name, value = '' } = /^-?(?<name>[a-z]+)[:><](?:.*\|)?(?<value>[^|]*)$/i.exec(typed)?.groups ?? {};
  if (name === undefined) return namesAt(typed, from, fields);
  const field = fields.find((each) => each.name === name.toLowerCase());
  const options = startingWith(value, field?.values ?? []).map((each) =>
    /\s/.test(each) ? `"${each}"` : each,
  );
  return options.length === 0
    ? undefined
    : { from: caret - value.length, to: caret, options: options.map((each) => `${each} `) };
}

function namesAt(typed: string, from: number, fields: readonly QueryField[]): Completions | undefined {
  const word = typed.replace(/^-/, '');
  if (word === '' || word.startsWith('"')) return undefined;
  const names = startingWith(
    word,
    fields.map(({ name }) => name),
  );
  const options = names.map((name) => `${name}${operatorOf(fields.find((field) => field.name === name))}`);
  const begin = from + typed.length - word.length;
  return options.length === 0 ? undefined : { from: begin, to: from + typed.length, options };
}

/** What is asked most of a field. */
function operatorOf(field: QueryField | undefined): string {
  return field?.kind === 'size' || field?.kind === 'span' || field?.kind === 'number' ? '>' : ':';
}

function startingWith(typed: string, words: readonly string[]): readonly string[] {
  const wanted = typed.replace(/^"/, '').toLowerCase();
  return words
    .filter((word) => word.toLowerCase().startsWith(wanted) && word.toLowerCase() !== wanted)
    .slice(0, optionsMax);
}

/** A part of what somebody typed into a search box, and where it stands in the text. */
export interface Written {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type QueryOperator = ':' | '<' | '>';

export interface QueryValue extends Written {
  /** In quotation marks: nothing in it is a wildcard or a range. */
  readonly isQuoted: boolean;
}

/** `-from:erp@*|bob`, or a word. */
export interface QueryTerm extends Written {
  readonly isDenied: boolean;
  /** As written; undefined: a bare word. */
  readonly field?: string;
  readonly operator: QueryOperator;
  /** Any of them. */
  readonly values: readonly QueryValue[];
  readonly problem?: string;
}

const head = /(-)?(?:([A-Za-z][\w-]*)([:<>]))?/y;
const value = /"([^"]*)("?)|[^\s|"]+/y;

/** The terms of a query; whatever it is, each character but white space belongs to one. */
export function queryTerms(text: string): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  for (let at = afterSpace(text, 0); at < text.length;) {
    const term = termAt(text, at);
    terms.push(term);
    at = afterSpace(text, term.to);
  }
  return terms;
}

function termAt(text: string, from: number): QueryTerm {
  head.lastIndex = from;
  const [said = '', minus, field, operator = ':'] = head.exec(text) ?? [];
  const { values, end, isOpen } = valuesAt(text, from + said.length);
  // A quotation mark in the midst of a word belongs to the next term.
  const to = Math.max(end, from + 1);
  const problem = isOpen ? 'the quotation mark is not closed' : emptyProblem(values, field);
  return {
    text: text.slice(from, to),
    from,
    to,
    isDenied: minus !== undefined,
    ...(field !== undefined && { field }),
    operator: operator as QueryOperator,
    values,
    ...(problem !== undefined && { problem }),
  };
}

function valuesAt(text: string, from: number) {
  const values: QueryValue[] = [];
  let isOpen = false;
  let end = from;
  for (;;) {
    value.lastIndex = end;
    const found = value.exec(text);
    if (found === null) return { values, end, isOpen };
    const [whole, quoted, closing] = found;
    isOpen ||= quoted !== undefined && closing === '';
    values.push({ text: quoted ?? whole, from: end, to: end + whole.length, isQuoted: quoted !== undefined });
    end += whole.length;
    if (text[end] !== '|') return { values, end, isOpen };
    end += 1;
  }
}

function emptyProblem(values: readonly QueryValue[], field: string | undefined): string | undefined {
  if (values.length > 0) return undefined;
  return field === undefined ? 'there is nothing to look for' : `${field} is compared with nothing`;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

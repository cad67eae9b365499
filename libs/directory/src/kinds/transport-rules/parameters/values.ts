import { listOf, textPattern, textWords } from '@mailyard/schema';
import { z } from 'zod';

import { attributeNames, ruleProperty } from './attributes.js';

/** Words of which one has to stand there. */
export const words = listOf(textWords).refine(...notEmpty());
/** Regular expressions of which one has to match. */
export const patterns = listWithCommas(textPattern);
/** Recipients or groups, by name, alias or address. */
export const recipients = listOf(z.string().trim().min(1)).refine(...notEmpty());

function notEmpty() {
  return [(list: readonly unknown[]) => list.length > 0, { error: 'must name something' }] as const;
}

/** A list whose members may have commas, so that a lone text is one of them. */
function listWithCommas(member: z.ZodType<string>) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(member).min(1).readonly(),
  );
}

export interface AttributeTexts {
  readonly attribute: string;
  readonly texts: readonly string[];
}

/** `Department:Sales,Marketing`, as the cmdlets have it. */
export function attributeTexts(text: z.ZodType<string>) {
  return listWithCommas(
    namedText(text, 'must be an attribute, a colon and texts: Department:Sales,Marketing').refine(
      (written) => ruleProperty(parseAttributeTexts(written).attribute) !== undefined,
      { error: `must begin with one of ${attributeNames.join(', ')}` },
    ),
  );
}

/** The same of properties that may have any name: `Author:Kate,Bob`. */
export function namedTexts(text: z.ZodType<string>) {
  return listWithCommas(namedText(text, 'must be a property, a colon and texts: Author:Kate,Bob'));
}

function namedText(text: z.ZodType<string>, form: string) {
  return z
    .string()
    .regex(/^[^:]+:.+$/s, form)
    .refine((written) => parseAttributeTexts(written).texts.every((each) => text.safeParse(each).success), {
      error: 'a text behind the colon is not right',
    });
}

/** The attribute and the texts of `Department:Sales,Marketing`; its form has been looked at before. */
export function parseAttributeTexts(written: string): AttributeTexts {
  const colon = written.indexOf(':');
  return {
    attribute: written.slice(0, colon).trim(),
    texts: written
      .slice(colon + 1)
      .split(',')
      .map((text) => text.trim()),
  };
}

export const domains = listOf(z.string().trim().min(1).toLowerCase());

const headerFieldName = /^[!-9;-~]+$/;

/** RFC 5322 §2.2. */
export const fieldName = z.string().max(76).regex(headerFieldName, 'must be the name of a header field');

import { listOf, textPattern, textWords } from '@mailyard/schema';
import { z } from 'zod';

/** Texts of which one has to stand there. */
export const words = z.array(textWords).min(1).readonly();
export const patterns = z.array(textPattern).min(1).readonly();
/** Recipients or groups, by name, alias or address. */
export const recipients = z.array(z.string().trim().min(1)).min(1).readonly();

/** Properties of a recipient that conditions look at, by their names in the directory. */
export const attributes = [
  'City',
  'Company',
  'CountryOrRegion',
  ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}` as const),
  'Department',
  'DisplayName',
  'EmailAddresses',
  'FirstName',
  'LastName',
  'Manager',
  'Notes',
  'Office',
  'Phone',
  'PostalCode',
  'StateOrProvince',
  'StreetAddress',
  'Title',
  'UserPrincipalName',
] as const;

export type RuleAttribute = (typeof attributes)[number];

export const attribute = z.enum(attributes);

export interface AttributeTexts {
  readonly attribute: RuleAttribute;
  readonly texts: readonly string[];
}

/** `Department:Sales,Marketing`, as the cmdlets have it. */
export function attributeTexts(text: z.ZodType<string>) {
  return z
    .array(
      z
        .string()
        .regex(/^[^:]+:.+$/s, 'must be an attribute, a colon and texts: Department:Sales,Marketing')
        .refine((written) => attribute.safeParse(parseAttributeTexts(written).attribute).success, {
          error: `must begin with one of ${attributes.join(', ')}`,
        })
        .refine(
          (written) => parseAttributeTexts(written).texts.every((each) => text.safeParse(each).success),
          {
            error: 'a text behind the colon is not right',
          },
        ),
    )
    .min(1)
    .readonly();
}

export function parseAttributeTexts(written: string): AttributeTexts {
  const colon = written.indexOf(':');
  return {
    attribute: written.slice(0, colon).trim() as RuleAttribute,
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

import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { inert } from '../inert-parameter.js';

const isoParts = [1, 13, 15, 2, 3, 4, 5, 6, 7, 8, 9];
const windowsPages = [1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874];
const eastern = ['big5', 'euc-jp', 'euc-kr', 'gb18030', 'gb2312', 'hz-gb-2312', 'iso-2022-jp', 'iso-2022-kr'];
const others = ['din_66003', 'koi8-r', 'koi8-u', 'ks_c_5601-1987', 'ns_4551-1', 'sen_850200_b', 'shift_jis'];

/** Those that a remote domain may name, by the names of Exchange. */
export const characterSets: readonly string[] = [
  ...[...eastern, ...others, 'utf-7', 'utf-8'].toSorted(),
  ...isoParts.map((part) => `iso-8859-${part}`),
  ...windowsPages.map((page) => `windows-${page}`),
];

const characterSet = z
  .string()
  .trim()
  .transform((name) => name.toLowerCase())
  .refine(
    (name) => name === '' || characterSets.includes(name),
    'must be empty or a character set of those that are listed, such as utf-8',
  )
  .default('');

const byteEncoders = [
  'Undefined',
  'Use7Bit',
  'UseQP',
  'UseBase64',
  'UseQPHtmlDetectTextPlain',
  'UseBase64HtmlDetectTextPlain',
  'UseQPHtml7BitTextPlain',
  'UseBase64Html7BitTextPlain',
] as const;

const asWritten = 'names are as the sender has written them';
const notConverted = 'text keeps its character set';

/** How names and texts are written for a remote domain. */
export const textParameters = {
  DisplaySenderName: inert(z.boolean().default(true), asWritten),
  UseSimpleDisplayName: inert(z.boolean().default(false), asWritten),
  TNEFEnabled: inert(z.boolean().optional(), 'TNEF passes as it is: nothing here makes it or reads it'),
  ContentType: inert(
    oneOf(['MimeHtmlText', 'MimeText', 'MimeHtml']).default('MimeHtmlText'),
    'no part that a sender has written is taken out of a message',
  ),
  CharacterSet: characterSet.describe(
    'Name for the character set of text in a MIME message that has octets beyond ASCII and names none, unless it is UTF-8; a message with a DKIM-Signature is left as it is. iso-8859-1 for the built-in one.',
  ),
  NonMimeCharacterSet: characterSet.describe(
    'The same for a message that is not MIME; it becomes one. iso-8859-1 for the built-in one.',
  ),
  LineWrapSize: z
    .union([z.int().min(0).max(132), oneOf(['Unlimited'])])
    .default('Unlimited')
    .describe(
      'Characters after which lines of plain text are wrapped, where it is not encoded and not `format=flowed`; 0: never.',
    ),
  ByteEncoderTypeFor7BitCharsets: oneOf(byteEncoders)
    .default('Undefined')
    .describe(
      'Transfer encoding of text in 7-bit character sets that has none, of both kinds or of HTML alone; the Detect ones leave plain text out where lines are wrapped. Undefined and Use7Bit: as it is.',
    ),
  RequiredCharsetCoverage: inert(z.int().min(0).max(100).optional(), notConverted),
  // YAML takes them for numbers.
  PreferredInternetCodePageForShiftJis: inert(
    z
      .preprocess(
        (value) => (typeof value === 'number' ? String(value) : value),
        oneOf(['Undefined', '50220', '50221', '50222']),
      )
      .default('Undefined'),
    notConverted,
  ),
};

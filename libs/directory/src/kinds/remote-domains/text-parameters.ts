import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

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

/** How names and texts are written for a remote domain. */
export const textParameters = {
  DisplaySenderName: z.boolean().default(true).describe('From has the display name of the sender.'),
  UseSimpleDisplayName: z
    .boolean()
    .default(false)
    .describe('From has the simple display name of the sender.'),
  TNEFEnabled: z
    .boolean()
    .optional()
    .describe(
      'Rich text goes as TNEF always, or never. Default: as the recipient’s object or the sender says.',
    ),
  ContentType: oneOf(['MimeHtmlText', 'MimeText', 'MimeHtml'])
    .default('MimeHtmlText')
    .describe('MIME as the message is, as plain text, or as HTML.'),
  CharacterSet: characterSet.describe('For MIME messages that name none; iso-8859-1 for the built-in one.'),
  NonMimeCharacterSet: characterSet.describe(
    'For plain messages that name none; iso-8859-1 for the built-in one.',
  ),
  LineWrapSize: z
    .union([z.int().min(0).max(132), oneOf(['Unlimited'])])
    .default('Unlimited')
    .describe('Characters after which lines of text are wrapped.'),
  ByteEncoderTypeFor7BitCharsets: oneOf(byteEncoders)
    .default('Undefined')
    .describe('Transfer encoding of text in 7-bit character sets; Undefined is quoted-printable.'),
  RequiredCharsetCoverage: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe('Percentage of a message’s characters that a preferred character set must have to be taken.'),
  // YAML takes them for numbers.
  PreferredInternetCodePageForShiftJis: z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      oneOf(['Undefined', '50220', '50221', '50222']),
    )
    .default('Undefined')
    .describe('Code page in place of Shift JIS: ISO-2022-JP, ESC-2022-JP or SIO-2022-JP.'),
};

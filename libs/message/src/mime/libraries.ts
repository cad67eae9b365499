import { createRequire } from 'node:module';

import type * as HtmlToText from 'html-to-text';
import type * as HtmlParser from 'htmlparser2';
import type Libmime from 'libmime';

// What somebody needs who looks into a message: whoever only stores, routes or lists messages should not wait for a hundred
// modules with tables of character sets and entities.
const load = createRequire(import.meta.url);
let mime: typeof Libmime | undefined;
let parser: typeof HtmlParser | undefined;
let text: typeof HtmlToText | undefined;

export const libmime = (): typeof Libmime => (mime ??= load('libmime') as typeof Libmime);
export const htmlParser = (): typeof HtmlParser => (parser ??= load('htmlparser2') as typeof HtmlParser);
export const htmlToText = (): typeof HtmlToText => (text ??= load('html-to-text') as typeof HtmlToText);

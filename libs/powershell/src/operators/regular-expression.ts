import { ConversionError } from '../values/convert.js';

/** A .NET regular expression as JavaScript has it; what differs and is often used is rewritten. */
export function regularExpression(pattern: string, flags: string): RegExp {
  const inline = /^\(\?([imsn]+)\)/.exec(pattern);
  const rewritten = pattern
    .slice(inline?.[0].length ?? 0)
    .replaceAll('\\A', '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\(\?'(\w+)'/g, '(?<$1>');
  const extra = (inline?.[1] ?? '')
    .split('')
    .filter((flag) => 'ims'.includes(flag) && !flags.includes(flag))
    .join('');
  try {
    return new RegExp(rewritten, flags + extra);
  } catch (error) {
    throw new ConversionError(
      `parsing "${pattern}" - ${error instanceof Error ? error.message : 'invalid pattern'}`,
    );
  }
}

import { version } from '@mailyard/service';

/** The first lines of a log in Exchange's form. */
export function logHeader(
  { type, fields }: { readonly type: string; readonly fields: readonly string[] },
  now: Date,
): string {
  return [
    '#Software: Mailyard',
    `#Version: ${version}`,
    `#Log-Type: ${type}`,
    `#Date: ${now.toISOString()}`,
    `#Fields: ${fields.join(',')}`,
    '',
  ].join('\r\n');
}

// Controls and separators of lines (Unicode's Cc, Zl, Zp).
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const everyControl = new RegExp(controls, 'g');
// The same, and what needs quotes.
const special = new RegExp(`${controls.source}|[",]`);

/** RFC 4180 §2. A line break, whatever a reader takes for one, would let a peer forge lines: it is shown as an escape. */
export function csv(value: string): string {
  if (!special.test(value)) return value;
  const visible = controls.test(value) ? value.replaceAll(everyControl, escaped) : value;
  return /[",]/.test(visible) ? `"${visible.replaceAll('"', '""')}"` : visible;
}

function escaped(control: string): string {
  return `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

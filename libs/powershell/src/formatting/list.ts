import { displayWidth, wrapped } from './width.js';

/** An object as PowerShell lists it: `Name : value`, long values below each other. */
export function listLines(
  entries: readonly (readonly [name: string, text: string])[],
  width: number,
): string[] {
  const labelWidth = Math.max(0, ...entries.map(([name]) => displayWidth(name)));
  const room = Math.max(10, width - labelWidth - 3);
  return entries.flatMap(([name, text]) => {
    const [first = '', ...others] = wrapped(text, room);
    const label = name + ' '.repeat(labelWidth - displayWidth(name));
    return [`${label} : ${first}`.trimEnd(), ...others.map((line) => ' '.repeat(labelWidth + 3) + line)];
  });
}

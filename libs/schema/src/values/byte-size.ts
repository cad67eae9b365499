import { z } from 'zod';

const unitBytes = { '': 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 } as const;

/** Octets of `36 MB`, `256KB`, `65536` or Exchange's own rendering `36 MB (37,748,736 bytes)`; undefined otherwise. */
export function parseByteSize(text: string): number | undefined {
  const exact = /\(([\d,]+) bytes\)$/.exec(text);
  if (exact?.[1] !== undefined) return Number(exact[1].replaceAll(',', ''));
  const match = /^(\d+(?:\.\d+)?) ?(B|KB|MB|GB|TB)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const unit = (match[2] ?? '').toUpperCase() as keyof typeof unitBytes;
  return Math.round(Number(match[1]) * unitBytes[unit]);
}

/** The shortest exact text: `36 MB`, `256 KB`, `1000 B`. */
export function formatByteSize(octets: number): string {
  const unit = (['TB', 'GB', 'MB', 'KB'] as const).find(
    (each) => octets >= unitBytes[each] && octets % unitBytes[each] === 0,
  );
  return unit === undefined ? `${octets} B` : `${octets / unitBytes[unit]} ${unit}`;
}

/** A size: read as a number of octets or as text with a unit, kept as octets. */
export function byteSize(range: { readonly min: number; readonly max: number }) {
  return z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      const bytes = typeof value === 'number' ? value : parseByteSize(value);
      if (bytes !== undefined) return bytes;
      context.issues.push({
        code: 'custom',
        message: 'must be a size such as 37748736 or 36 MB',
        input: value,
      });
      return z.NEVER;
    })
    .pipe(z.int().min(range.min).max(range.max))
    .meta({ unit: 'octets' });
}

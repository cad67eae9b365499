/** CLIXML writes what XML cannot hold, and what could be taken for such an escape, as `_xHHHH_`. */
export function unescapeText(text: string): string {
  return text.replace(/_x([\da-f]{4})_/gi, (_found, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

export function escapeText(text: string): string {
  return text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/\p{Control}|\p{Noncharacter_Code_Point}|\p{Surrogate}|[\u{10000}-\u{10ffff}]/gu, escaped);
}

/** Characters of two units are escaped one by one, as PowerShell does. */
function escaped(char: string): string {
  return char
    .split('')
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .join('');
}

/** Control characters but line end and tab, and those that turn the direction of writing round for what follows. */
const unreadable = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** Text of strangers as people may see it: it ends where it seems to end, and acts on nothing. */
export function readable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(unreadable, ' ');
}

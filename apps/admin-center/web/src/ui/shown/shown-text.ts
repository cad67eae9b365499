/** Mail is hostile: what turns text around, or cannot be seen, is shown as what it is, and no text is endless. */
export function shown(text: string): string {
  return text
    .slice(0, 500)
    .replaceAll(
      /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
}

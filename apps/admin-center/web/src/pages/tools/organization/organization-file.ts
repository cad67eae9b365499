/** Names of variables that a file has its passwords by. */
export function passwordVariablesIn(text: string): readonly string[] {
  const found = text.matchAll(/\b(?:Password|ClientSecret)Variable:\s*["']?([A-Z_][A-Z0-9_]*)/g);
  return [...new Set([...found].flatMap(([, name]) => name ?? []))];
}

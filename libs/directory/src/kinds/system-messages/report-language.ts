/** Languages that delivery status notifications are written in, by their primary subtags (RFC 5646 §2.2.1). */
export const reportLanguages = ['en', 'de', 'fr', 'es'] as const;

export type ReportLanguage = (typeof reportLanguages)[number];

/** Of a well-formed tag; undefined for other languages. */
export function reportLanguageOf(tag: string): ReportLanguage | undefined {
  const [, primary] = /^([a-z]{2,3})(?:-[a-z\d]{1,8})*$/.exec(tag.toLowerCase()) ?? [];
  return reportLanguages.find((language) => language === primary);
}

import { createContext, useContext, type ReactNode } from 'react';

/** `pseudo`: English made longer and put into brackets, which shows what is cut off and what is in no catalogue. */
export const languages = ['en', 'de', 'pseudo'] as const;
export type Language = (typeof languages)[number];

export interface Locale {
  readonly language: Language;
  /** IANA name; undefined: that of the browser. */
  readonly timeZone: string | undefined;
}

const LocaleContext = createContext<Locale>({ language: 'en', timeZone: undefined });

export function LocaleProvider({
  locale,
  children,
}: {
  readonly locale: Locale;
  readonly children: ReactNode;
}) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** As Intl knows it (BCP 47). English with times of 24 hours and days before months. */
export function localeTag({ language }: Pick<Locale, 'language'>): string {
  return language === 'de' ? 'de-DE' : 'en-GB';
}

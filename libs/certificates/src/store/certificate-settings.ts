import { z } from 'zod';

/** What here can show a certificate: SMTP after STARTTLS, IIS with the web pages. */
export const certificateServices = ['IIS', 'SMTP'] as const;

export type CertificateService = (typeof certificateServices)[number];

const settings = z
  .strictObject({
    FriendlyName: z.string().default(''),
    Services: z.array(z.enum(certificateServices)).readonly().default([]),
    PrivateKeyExportable: z.boolean().default(false),
  })
  .readonly();

/** What is known of a certificate beside what it says itself: a file `NAME.json` beside it. */
export type CertificateSettings = z.output<typeof settings>;

/** Of a certificate that somebody has put into the folder: whoever does that wants it shown. */
export const settingsOfPlaced: CertificateSettings = {
  FriendlyName: '',
  Services: certificateServices,
  PrivateKeyExportable: false,
};

/** Throws when it is something else. */
export function judgedSettings(value: unknown): CertificateSettings {
  return settings.parse(value);
}

export function settingsText(of: CertificateSettings): string {
  return `${JSON.stringify(of, null, 2)}\n`;
}

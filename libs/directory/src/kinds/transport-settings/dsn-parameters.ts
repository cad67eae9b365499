import { byteSize, domainName, listOf, oneOf, smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { inert } from '../inert-parameter.js';
import { reportLanguageOf, reportLanguages } from '../system-messages/report-language.js';

const on = z.boolean().default(true);
const attachSize = byteSize({ min: 0, max: 2_147_483_647 }).default(10_485_760);
const language = z
  .string()
  .trim()
  .refine(
    (tag) => reportLanguageOf(tag) !== undefined,
    `must be a language that reports are written in (${reportLanguages.join(', ')}), such as de or de-AT`,
  )
  .optional();
const statusCode = z
  .string()
  .trim()
  .refine((code) => /^[245]\.\d{1,3}\.\d{1,3}$/.test(code), 'must be an enhanced status code, such as 5.4.6');

/** Delivery status notifications; `Internal…` is for senders of the organization, `External…` for all others. */
export const dsnParameters = {
  InternalDelayDsnEnabled: on.describe('Tell senders of the organization of a delay.'),
  ExternalDelayDsnEnabled: on.describe('Tell senders outside of a delay.'),
  InternalDsnMaxMessageAttachSize: attachSize.describe(
    'Largest original message that goes back whole with a DSN to the organization; beyond it its header only.',
  ),
  ExternalDsnMaxMessageAttachSize: attachSize.describe('The same for senders outside.'),
  InternalDsnSendHtml: on.describe('DSNs to the organization have their text in HTML, too.'),
  ExternalDsnSendHtml: on.describe('The same for senders outside.'),
  InternalDsnLanguageDetectionEnabled: on.describe(
    'DSNs to the organization are in the language that Accept-Language, else Content-Language, of the original message names, if they are written in it.',
  ),
  ExternalDsnLanguageDetectionEnabled: on.describe('The same for senders outside.'),
  InternalDsnDefaultLanguage: language.describe(
    'Language of other DSNs to the organization: `en`, `de`, `fr` or `es`, also with a country. Default: English.',
  ),
  ExternalDsnDefaultLanguage: language.describe('The same for senders outside.'),
  InternalDsnReportingAuthority: domainName
    .optional()
    .describe('Name in Reporting-MTA of DSNs to the organization. Default: that of the server.'),
  ExternalDsnReportingAuthority: domainName.optional().describe('The same for senders outside.'),
  GenerateCopyOfDSNFor: listOf(statusCode)
    .default([])
    .describe(
      'Enhanced status codes; of each DSN with one of them the Microsoft Exchange recipient gets a copy.',
    ),
  DSNConversionMode: inert(
    oneOf(['PreserveDSNBody', 'UseExchangeDSNs', 'DoNotConvert']).default('PreserveDSNBody'),
    'DSNs of other systems are delivered as they are: there is no form of our own to convert them to',
  ),
  ExternalPostmasterAddress: smtpAddress
    .optional()
    .describe('From of DSNs to the outside. Default: postmaster@ and the default domain.'),
  MicrosoftExchangeRecipientReplyRecipient: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name, alias or address of whoever gets what is sent to the From of DSNs and to postmaster@ domains where nobody has that address. Default: whoever has postmaster@ the default domain; else it is kept in a mailbox postmaster.',
    ),
};

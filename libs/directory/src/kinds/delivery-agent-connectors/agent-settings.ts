import { ipRange, isSameName } from '@mailyard/schema';
import { z } from 'zod';

import type { ObjectProblem } from '../kind.js';
import type { DeliveryAgentConnector } from './delivery-agent-connector.js';

const whole = (min: number, max: number) =>
  z.string().refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, {
    message: `must be a whole number from ${min} to ${max}`,
  });

const absoluteFolder = z.string().regex(/^\/[^\0]*[^\0/]$/, 'must be the absolute path of a folder');

const url = z.string().refine(
  (text) => {
    const { protocol, username, password } = URL.parse(text) ?? {};
    return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  },
  { message: 'must be an https URL without a user in it' },
);

/** What the agents that are part of Mailyard have to know; of others only they know. */
const settingsOf: Readonly<Record<string, z.ZodType>> = {
  'HTTP-WEBHOOK': z.strictObject({
    Url: url,
    Format: z.enum(['Json', 'Mime']).optional(),
    BatchSize: whole(1, 100).optional(),
    BatchWaitMs: whole(1, 5_000).optional(),
    TimeoutSeconds: whole(1, 55).optional(),
    AllowedInternalAddresses: z
      .string()
      .refine((text) => text.split(',').every((each) => isAddresses(each.trim())), {
        message: 'must be addresses and ranges, separated by commas: 10.0.0.5, 192.168.0.0/16',
      })
      .optional(),
    TrustedCertificates: z
      .string()
      .regex(/^\s*-----BEGIN CERTIFICATE-----/, 'must be certificates in PEM')
      .optional(),
  }),
  'FILE-DROP': z.strictObject({
    Folder: absoluteFolder,
    DateFolders: z.enum(['None', 'Year', 'Month', 'Day']).optional(),
    Layout: z.enum(['EmlAndJson', 'Replay']).optional(),
  }),
};

export function* settingsProblems({
  DeliveryProtocol,
  AgentSettings = {},
}: DeliveryAgentConnector): Iterable<ObjectProblem> {
  const [, schema] = Object.entries(settingsOf).find(([name]) => isSameName(name, DeliveryProtocol)) ?? [];
  const issues = schema?.safeParse(AgentSettings).error?.issues ?? [];
  for (const { path, message } of issues) {
    yield { path: ['AgentSettings', ...path.map(String)], reason: message };
  }
}

function isAddresses(text: string): boolean {
  return ipRange.safeParse(text).success && !text.includes('-');
}

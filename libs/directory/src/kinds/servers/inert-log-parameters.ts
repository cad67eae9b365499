import { z } from 'zod';

import { inert } from '../inert-parameter.js';

const any = z.union([z.string(), z.number(), z.boolean()]).optional();

const reasons = {
  ActiveUserStatisticsLog: 'who sends how much is in message tracking',
  DnsLog: 'look-ups that fail are in the connectivity log, and in the last error of their queue',
  IrmLog: 'nothing here protects contents by rights',
} as const;

type Family = keyof typeof reasons;
const parts = ['Enabled', 'MaxAge', 'MaxDirectorySize', 'MaxFileSize', 'Path'] as const;

const families = Object.fromEntries(
  Object.entries(reasons).flatMap(([family, why]) =>
    parts.map((part) => [`${family}${part}`, inert(any, why)] as const),
  ),
) as Readonly<Record<`${Family}${(typeof parts)[number]}`, typeof any>>;

const noTracing = 'what happened to a message is in message tracking, and in the log of each agent';

/** Logs that Exchange has, and that say nothing here that is not said elsewhere. */
export const inertLogParameters = {
  ...families,
  PipelineTracingEnabled: inert(any, noTracing),
  PipelineTracingPath: inert(any, noTracing),
  PipelineTracingSenderAddress: inert(any, noTracing),
  ContentConversionTracingEnabled: inert(any, 'the protocol log tells of conversions'),
};

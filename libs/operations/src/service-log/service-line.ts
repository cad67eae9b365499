import { z } from 'zod';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** What an operator reads of a line of the service log. */
export const serviceLine = z
  .object({
    time: z.string().describe('ISO 8601.'),
    level: z.enum(levels),
    message: z.string(),
    details: z.string().optional().describe('What was said besides, as JSON.'),
  })
  .readonly();

export type ServiceLine = z.output<typeof serviceLine>;

const written = z.looseObject({
  level: z.enum(levels),
  time: z.string(),
  pid: z.int(),
  msg: z.string().default(''),
});

const detailsMax = 4_000;

/** Undefined: it is of another process, or no line of ours. */
export function parseServiceLine(text: string, pid: number): ServiceLine | undefined {
  const read = written.safeParse(jsonOf(text));
  if (!read.success || read.data.pid !== pid) return undefined;
  const { level, time, msg, pid: _, service: __, ...more } = read.data;
  const details = Object.keys(more).length === 0 ? undefined : JSON.stringify(more).slice(0, detailsMax);
  return { time, level, message: msg, ...(details !== undefined && { details }) };
}

/** The last line of a process that was killed may be half of one. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

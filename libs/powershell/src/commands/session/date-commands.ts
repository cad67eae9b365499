import type { CommandDefinition, Invocation } from '../../command/command.js';
import { asDate } from '../../values/convert.js';
import { formatDate } from '../../values/format-date.js';
import { textOf } from '../../values/text.js';
import { TimeSpan, type Value } from '../../values/value.js';
import { TerminatingError } from '../../errors/error-record.js';
import { integer, numberParameter, textParameter } from '../parameters.js';

const parts = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'] as const;

export const getDate: CommandDefinition = {
  name: 'Get-Date',
  synopsis: 'The date and time, or one that is named.',
  parameters: [
    { name: 'Date', type: 'object', position: 1, pipeline: 'value', description: 'A date instead of now.' },
    ...parts.map((name) => integer(name, `Another ${name.toLowerCase()}.`)),
    { name: 'Format', type: 'string', description: "As .NET writes it, as 'yyyy-MM-dd HH:mm'." },
  ],
  examples: [{ command: '(Get-Date).AddDays(-1)', description: 'A day ago.' }],
  async *run(invocation) {
    const { parameters } = invocation;
    const date = changed(dateParameter(invocation, 'Date'), invocation);
    const format = textParameter(parameters, 'Format');
    yield format === undefined ? date : formatDate(date, format);
  },
};

function dateParameter({ parameters, frame }: Invocation, name: string): Date {
  const given: Value = parameters.get(name) ?? null;
  if (given === null) return frame.state.host.now();
  const date = asDate(given);
  if (date !== undefined) return date;
  throw new TerminatingError(
    `Cannot bind parameter '${name}'. Cannot convert value "${textOf(given)}" to type "System.DateTime".`,
  );
}

function changed(date: Date, { parameters }: Invocation): Date {
  const [year, month, day, hour, minute, second] = parts.map((name) => numberParameter(parameters, name));
  return new Date(
    year ?? date.getFullYear(),
    month === undefined ? date.getMonth() : month - 1,
    day ?? date.getDate(),
    hour ?? date.getHours(),
    minute ?? date.getMinutes(),
    second ?? date.getSeconds(),
    date.getMilliseconds(),
  );
}

const units = { Days: 86_400_000, Hours: 3_600_000, Minutes: 60_000, Seconds: 1000 } as const;

export const newTimeSpan: CommandDefinition = {
  name: 'New-TimeSpan',
  synopsis: 'A time span: of days, hours, minutes and seconds, or between two dates.',
  parameters: [
    { name: 'Start', type: 'object', position: 1, description: 'Where it begins; now, unless it is named.' },
    { name: 'End', type: 'object', position: 2, description: 'Where it ends; now, unless it is named.' },
    ...Object.keys(units).map((name) => integer(name, `So many ${name.toLowerCase()}.`)),
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const isBetween = parameters.has('Start') || parameters.has('End');
    const sum = Object.entries(units).reduce(
      (total, [name, unit]) => total + (numberParameter(parameters, name) ?? 0) * unit,
      0,
    );
    const between = () =>
      dateParameter(invocation, 'End').getTime() - dateParameter(invocation, 'Start').getTime();
    yield new TimeSpan(isBetween ? between() : sum);
  },
};

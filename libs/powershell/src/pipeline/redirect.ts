import type { Redirection } from '../syntax/ast.js';
import { gathered } from '../values/gathered.js';
import { textOf } from '../values/text.js';
import type { Value } from '../values/value.js';
import type { Frame, Streams } from '../command/command.js';
import { formattedLines } from '../formatting/output-formatter.js';

const numbers = { error: 2, warning: 3, verbose: 4, information: 6 } as const;

/** Where the streams of a command go, and what of them comes with its output (`2>&1`). */
export interface Redirected {
  readonly streams: Streams;
  /** What was said since the last time, to be written with the output. */
  readonly merged: () => Value[];
  /** The output that is left after `>` took its part. */
  readonly output: (values: AsyncIterable<Value>) => AsyncIterable<Value>;
}

export async function redirect(redirections: readonly Redirection[], frame: Frame): Promise<Redirected> {
  const targets: { redirection: Redirection; write: (value: Value) => void }[] = [];
  const waiting: Value[] = [];
  const files: FileTarget[] = [];
  for (const redirection of redirections) {
    const { target } = redirection;
    if (target.kind === 'output') {
      targets.push({ redirection, write: (value) => void waiting.push(value) });
      continue;
    }
    const path = await frame.runtime.evaluate(target.path, frame);
    const file: FileTarget = { path, append: target.append, values: [] };
    files.push(file);
    targets.push({ redirection, write: (value) => void file.values.push(value) });
  }
  const writerOf = (stream: number) =>
    targets.find(({ redirection }) => redirection.stream === stream || redirection.stream === '*')?.write;
  return {
    streams: streamsOf(frame.streams, writerOf),
    merged: () => waiting.splice(0),
    output: (values) => written(values, { writer: writerOf(1), files, frame }),
  };
}

interface FileTarget {
  /** `$null` takes everything and keeps nothing. */
  readonly path: Value;
  readonly append: boolean;
  readonly values: Value[];
}

function streamsOf(
  outer: Streams,
  writerOf: (stream: number) => ((value: Value) => void) | undefined,
): Streams {
  return {
    error: (record) => (writerOf(numbers.error) ?? outer.error.bind(outer))(record),
    note: async (kind, text) => {
      const writer = writerOf(numbers[kind]);
      if (writer === undefined) await outer.note(kind, text);
      else writer(text);
    },
    say: (text, style) => {
      const writer = writerOf(numbers.information);
      if (writer === undefined) outer.say(text, style);
      else writer(text);
    },
  };
}

async function* written(
  values: AsyncIterable<Value>,
  {
    writer,
    files,
    frame,
  }: { writer: ((value: Value) => void) | undefined; files: readonly FileTarget[]; frame: Frame },
): AsyncGenerator<Value> {
  for await (const value of values) {
    if (writer === undefined) yield value;
    else writer(value);
  }
  for (const { path, append, values: kept } of files) {
    if (path === null) continue;
    const lines = await gathered(formattedLines(kept, frame.state.host.width));
    const text = lines.map((line) => `${line}\n`).join('');
    await frame.state.host.writeText(textOf(path), text, { append });
  }
}

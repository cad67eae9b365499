import type { ApiOptions } from './connection/local-api.js';

/** What the program is asked to do. */
export interface CommandLine {
  /** A script that was given as words. */
  readonly command?: string;
  /** A file with a script; `-` is standard input. */
  readonly file?: string;
  readonly outputFormat: 'text' | 'json';
  /** Nobody is asked, even at a terminal. */
  readonly isNonInteractive: boolean;
  /** Where the API is, and how one signs in there. */
  readonly api: Omit<ApiOptions, 'askSecretly'>;
  readonly wantsHelp: boolean;
}

/** Words that cannot be understood: one sentence says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = [
  'Command',
  'File',
  'OutputFormat',
  'Edge',
  'ConnectionUri',
  'UserName',
  'TokenFile',
  'AskToken',
  'OneTimeCode',
  'NonInteractive',
  'NoLogo',
  'NoProfile',
  'Help',
] as const;
type Option = (typeof options)[number];

export const usage = `mailyard-shell: Exchange's cmdlets for Mailyard

  mailyard-shell                      a shell in this terminal
  mailyard-shell -Command COMMAND     runs a command; - reads it from the standard input
  mailyard-shell -File SCRIPT         runs a script; - reads it from the standard input
  … | mailyard-shell                  runs what comes

  -OutputFormat text|json             json: one array of all objects that come out
  -NonInteractive                     asks nobody: what wants an answer fails
  -Edge                               the Edge Transport server of this machine (npm run start:edge)
  -ConnectionUri https://HOST:PORT    another admin centre than that of this machine
  -UserName NAME                      whose password is asked for; without it admin, whose password the machine has
  -OneTimeCode                        asks for the code of a second factor, unless it is in MAILYARD_ONE_TIME_CODE
  -TokenFile FILE                     a token of the API instead, as in MAILYARD_API_TOKEN; -AskToken asks for it

Exit code: 0 when every command succeeded, 1 when one failed, 2 when the words above were not understood.
npm run -s shell -- -Command "Get-ReceiveConnector"
`;

export function parseCommandLine(words: readonly string[]): CommandLine {
  const given = new Map<Option, string>();
  for (let i = 0; i < words.length; i += 1) {
    const option = optionNamed(words[i] ?? '');
    if (option === undefined) {
      throw new UsageError(`What is meant by ${words[i]}? Commands come after -Command.`);
    }
    // All that follows is the command, as in PowerShell.
    if (option === 'Command') {
      given.set(option, required(option, words.slice(i + 1).join(' ')));
      break;
    }
    if (takesValue.has(option)) i += 1;
    given.set(option, takesValue.has(option) ? required(option, words[i]) : '');
  }
  return commandLine(given);
}

const takesValue: ReadonlySet<Option> = new Set([
  'File',
  'OutputFormat',
  'ConnectionUri',
  'UserName',
  'TokenFile',
]);

function optionNamed(word: string): Option | undefined {
  const name = /^--?([a-z]+)$/i.exec(word)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  if (name === 'c') return 'Command';
  const found = options.filter((option) => option.toLowerCase().startsWith(name));
  if (found.length > 1) {
    throw new UsageError(`-${name} may be ${found.map((option) => `-${option}`).join(' or ')}.`);
  }
  return found[0];
}

function required(option: Option, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`-${option} needs a value.`);
  return value;
}

function commandLine(given: ReadonlyMap<Option, string>): CommandLine {
  const [command, file] = [given.get('Command'), given.get('File')];
  if (command !== undefined && file !== undefined) {
    throw new UsageError('-Command and -File exclude each other.');
  }
  // `-Command -` is a script, too.
  const source = command === '-' ? { file: command } : { ...(command !== undefined && { command }) };
  return {
    ...source,
    ...(file !== undefined && { file }),
    api: {
      isEdge: given.has('Edge'),
      connectionUri: given.get('ConnectionUri'),
      userName: given.get('UserName'),
      tokenFile: given.get('TokenFile'),
      asksToken: given.has('AskToken'),
      asksCode: given.has('OneTimeCode'),
    },
    outputFormat: outputFormatOf(given),
    isNonInteractive: given.has('NonInteractive'),
    wantsHelp: given.has('Help'),
  };
}

function outputFormatOf(given: ReadonlyMap<Option, string>): CommandLine['outputFormat'] {
  const format = given.get('OutputFormat')?.toLowerCase() ?? 'text';
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`-OutputFormat is text or json, not ${format}.`);
}

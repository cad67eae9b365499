import { Credential, type Answer, type Question } from '@mailyard/powershell';

/** How one line is asked for; undefined at the end of the input. */
export interface LineReader {
  ask(prompt: string): Promise<string | undefined>;
  /** Not shown while it is typed. */
  askSecretly(prompt: string): Promise<string | undefined>;
}

const answers: Readonly<Record<string, Answer>> = {
  '': 'yes',
  y: 'yes',
  yes: 'yes',
  a: 'yesToAll',
  n: 'no',
  no: 'no',
  l: 'noToAll',
};

/** As PowerShell asks; what is dangerous has to be typed out. */
export async function askToConfirm(
  lines: LineReader,
  { caption, message, isDangerous = false }: Question,
): Promise<Answer> {
  if (isDangerous) {
    const typed = await lines.ask(`\n${caption}\n${message}\nType yes to do it all the same: `);
    return typed?.trim().toLowerCase() === 'yes' ? 'yes' : 'no';
  }
  for (;;) {
    const prompt = `\n${caption}\n${message}\n[Y] Yes  [A] Yes to All  [N] No  [L] No to All (default is "Y"): `;
    const typed = await lines.ask(prompt);
    if (typed === undefined) return 'noToAll';
    const answer = answers[typed.trim().toLowerCase()];
    if (answer !== undefined) return answer;
  }
}

export async function askForCredential(
  lines: LineReader,
  userName: string | undefined,
  message: string | undefined,
): Promise<Credential | undefined> {
  const heading = message ?? 'Enter your credentials.';
  const user = userName ?? (await lines.ask(`\n${heading}\nUser: `));
  if (user === undefined || user.trim() === '') return undefined;
  const password = await lines.askSecretly(`Password for user ${user.trim()}: `);
  return password === undefined ? undefined : new Credential(user.trim(), password);
}

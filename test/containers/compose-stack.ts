import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { repository } from '../stack/site.js';

const execute = promisify(execFile);

/** Ports on the host; the standard ones may be taken. */
export const published = {
  smtp: 11_025,
  submission: 11_587,
  web: 11_080,
  edge: 12_525,
  edgeWeb: 11_081,
} as const;

const adminPassword = 'containers';

/** For what the web pages tell only whoever has logged in. */
export const adminLogin = {
  headers: { Authorization: `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}` },
} as const;

const environment = {
  ...process.env,
  COMPOSE_PROJECT_NAME: 'mailyard-test',
  MAILYARD_SMTP_PORT: String(published.smtp),
  MAILYARD_SUBMISSION_PORT: String(published.submission),
  MAILYARD_WEB_PORT: String(published.web),
  MAILYARD_ADMIN_PASSWORD: adminPassword,
  MAILYARD_EDGE_SMTP_PORT: String(published.edge),
  MAILYARD_EDGE_WEB_PORT: String(published.edgeWeb),
  MAILYARD_EDGE_ADMIN_PASSWORD: adminPassword,
  MAILYARD_DEMO_PASSWORD: 'containers',
};

/** `docker compose` (v2) where it exists, otherwise docker-compose 1.29. */
async function composeCommand(): Promise<readonly [string, ...string[]]> {
  try {
    await execute('docker', ['compose', 'version']);
    return ['docker', 'compose'];
  } catch {
    return ['docker-compose'];
  }
}

/** The stack of docker-compose.yml, in a project of its own. */
export class ComposeStack {
  private constructor(private readonly command: readonly [string, ...string[]]) {}

  /** With an Edge in front of it, where its profile is asked for. */
  static async build(profile?: 'edge'): Promise<ComposeStack> {
    const [file, ...first] = await composeCommand();
    const stack = new ComposeStack([
      file,
      ...first,
      ...(profile === undefined ? [] : ['--profile', profile]),
    ]);
    await stack.run('build');
    return stack;
  }

  /** What the command prints; an error shows what it complained about. */
  async run(...args: readonly string[]): Promise<string> {
    const [file, ...first] = this.command;
    const options = { cwd: repository, env: environment, maxBuffer: 50_000_000 };
    const { stdout } = await execute(file, [...first, ...args], options);
    return stdout;
  }

  async activeHubs(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${published.web}/health`, adminLogin);
    const health = (await response.json()) as {
      services: Record<string, { active: number } | undefined>;
    };
    return health.services['hub-transport']?.active ?? 0;
  }

  async healthy(): Promise<boolean> {
    return (await fetch(`http://127.0.0.1:${published.web}/health`)).ok;
  }

  /** The Message-ID of every message in the mailbox, duplicates included. */
  async messageIds(mailbox: string): Promise<readonly string[]> {
    const folder = `/data/mailboxes/DB01/${mailbox}/new`;
    // `|| true`: grep finds nothing while the mailbox is empty.
    const find = `grep -rhi -m1 '^Message-ID:' ${folder} 2>/dev/null || true`;
    const found = await this.run('exec', '-T', 'mailbox-delivery', 'sh', '-c', find);
    return [...found.matchAll(/<[^>]+>/g)].map(([id]) => id);
  }

  async remove(): Promise<void> {
    await this.run('down', '--volumes', '--remove-orphans', '--timeout', '10');
  }
}

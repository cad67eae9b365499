import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import { demoPassword, type Site } from '../stack/site.js';

const { MAILYARD_CHROMIUM, MAILYARD_SCREENSHOTS = join(tmpdir(), 'mailyard-screenshots') } = process.env;

/** Debian's package puts it here; `npm test` installs that where it is missing. */
export const chromiumPath = [MAILYARD_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** Tests in a browser; without one they are left out, which the end of `npm test` tells and CI refuses. */
export const inBrowser = chromiumPath === undefined ? describe.skip : describe;

const everything = `runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`;
const colours = `runOnly: ['color-contrast']`;
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    // Chromium has no sandbox for root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** What a page has complained about. */
interface Complaints {
  readonly console: string[];
}

/** Chromium writes a line of each answer that says no, also of those that forms ask for while they are filled in. */
const refusals = /status of (?:409|412|422)/;
/** That mail does not pass is an answer of `/health`. */
const unwell = /\/health$/;

/** Somebody in front of the pages, with cookies and a memory that nobody else has. */
export class Visitor {
  /** Paths of pages that were found good. */
  static readonly looked = new Set<string>();

  private constructor(
    readonly page: Page,
    /** Of the admin centre. */
    readonly url: string,
    private readonly complaints: Complaints,
  ) {}

  static async start(browser: Browser, site: Site, { language = 'en-GB' } = {}): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: language,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    // Less than a test has: what was not there is told, not that the test took too long.
    page.setDefaultTimeout(15_000);
    const complaints: Complaints = { console: [] };
    page.on('console', (message) => {
      const isComplaint = message.type() === 'error' || message.type() === 'warning';
      const isAnswer = refusals.test(message.text()) || unwell.test(message.location().url);
      if (isComplaint && !isAnswer) complaints.console.push(message.text());
    });
    page.on('pageerror', (error) => complaints.console.push(String(error)));
    return new Visitor(page, `http://127.0.0.1:${site.port(8080)}`, complaints);
  }

  /** Opens a page as whoever is not signed in does: by way of the form. */
  async signIn(path = '/', password = demoPassword): Promise<void> {
    await this.page.goto(this.url + path);
    await this.page.getByLabel('User').fill('admin');
    await this.page.getByLabel('Password').fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await this.page.waitForURL(({ pathname }) => pathname !== '/' && pathname !== '/sign-in');
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** Presses keys one after the other: `Tab`, `Control+k`, or a text. */
  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /**
   * What every page is held to, in both themes: nothing on the console (a broken policy stands there too), WCAG 2.2 AA by
   * axe. Leaves a screenshot to look at in the folder that MAILYARD_SCREENSHOTS names.
   */
  async expectGood(name: string): Promise<void> {
    await mkdir(MAILYARD_SCREENSHOTS, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: join(MAILYARD_SCREENSHOTS, `${name}-${colorScheme}.png`) });
      // The other theme differs in colours alone.
      told(await this.violations(colorScheme === 'light' ? everything : colours));
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
    told(this.complaints.console);
    Visitor.looked.add(new URL(this.page.url()).pathname);
  }

  /** A session that begins is told so on purpose, say. */
  forgive(pattern: RegExp): void {
    const left = this.complaints.console.filter((text) => !pattern.test(text));
    this.complaints.console.splice(0, Infinity, ...left);
  }

  async stop(): Promise<void> {
    await this.page.context().close();
  }

  private async violations(rules: string): Promise<readonly string[]> {
    const session = await this.page.context().newCDPSession(this.page);
    // Beside the policy of the page, as a tool of developers is; once for a document.
    const known = await session.send('Runtime.evaluate', { expression: 'typeof axe', returnByValue: true });
    if (known.result.value === 'undefined') {
      await session.send('Runtime.evaluate', { expression: await readAxe() });
    }
    const { result } = await session.send('Runtime.evaluate', {
      // React Aria's own hidden buttons around a popover stand in no landmark.
      expression: `axe.run(document, {
        rules: { region: { enabled: document.querySelector('.popover') === null } }, ${rules} })
        .then(({ violations }) => JSON.stringify(violations.map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes.map((node) => node.html + ' ' + (node.any[0]?.message ?? '')).join(' | '))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    return JSON.parse(String(result.value)) as readonly string[];
  }
}

/** A line for each. */
function told(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

let axe: Promise<string> | undefined;

function readAxe(): Promise<string> {
  axe ??= readFile(axeSource, 'utf8');
  return axe;
}

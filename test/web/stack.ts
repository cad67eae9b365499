import type { Browser } from 'playwright-core';

import { Launched } from '../stack/launched.js';
import type { Site } from '../stack/site.js';
import { startBrowser, Visitor } from './browser.js';

/** One stack and one browser for the whole ring: whoever changes something of theirs puts it back. */
let shared: Promise<{ readonly stack: Launched; readonly browser: Browser }> | undefined;

async function started(): Promise<{ readonly stack: Launched; readonly browser: Browser }> {
  const [stack, browser] = await Promise.all([Launched.start(), startBrowser()]);
  return { stack, browser };
}

/** That all share. */
export async function sharedStack(): Promise<Launched> {
  shared ??= started();
  return (await shared).stack;
}

export async function stopShared(): Promise<void> {
  const all = await shared;
  await all?.browser.close();
  await all?.stack.stop();
}

export interface Visit {
  readonly visitor: () => Visitor;
  readonly site: () => Site;
}

/** What the tests of a page begin with: a visitor who has opened its address, and signed in on the way. */
export function visit(path: string, options: { readonly language?: string } = {}): Visit {
  let here: { readonly visitor: Visitor; readonly site: Site } | undefined;
  beforeAll(async () => {
    shared ??= started();
    const { stack, browser } = await shared;
    here = { visitor: await Visitor.start(browser, stack.site, options), site: stack.site };
    await here.visitor.signIn(path);
  }, 120_000);
  afterAll(() => here?.visitor.stop(), 30_000);
  const known = (): NonNullable<typeof here> => {
    if (here === undefined) throw new Error('not before the tests');
    return here;
  };
  return { visitor: () => known().visitor, site: () => known().site };
}

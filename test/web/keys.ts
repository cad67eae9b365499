import type { Visitor } from './browser.js';

/** Presses a key until the field with that label has the focus. */
export async function keysTo(visitor: Visitor, label: string, key = 'Tab'): Promise<void> {
  const { page } = visitor;
  const field = page.getByLabel(label, { exact: true }).and(page.locator(':focus'));
  for (let at = 0; at < 30; at += 1) {
    if ((await field.count()) > 0) return;
    await visitor.keys(key);
  }
  await field.waitFor({ timeout: 1000 });
}

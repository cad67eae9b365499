// Makes the pictures of the docs of those that the browser tests took: node scripts/doc-images.mjs FOLDER, where FOLDER is what
// MAILYARD_SCREENSHOTS named. Chromium makes them WebP, a tenth of PNG.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

/** Name in the docs, and the screenshot that it is. */
const images = {
  dashboard: 'dashboard-charts',
  queues: 'queues',
  'receive-connector-wizard': 'receive-connector-wizard-c1',
  timeline: 'message-view',
};
const quality = 0.8;
const most = 600 * 1024;

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('which folder? the one that MAILYARD_SCREENSHOTS named');

const out = join(import.meta.dirname, '../docs/images');
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.MAILYARD_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();

/** In a browser: an address with a picture to one with the same picture as WebP. */
async function asWebp([address, asked]) {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: asked });
  return [...new Uint8Array(await blob.arrayBuffer())];
}

let total = 0;
for (const [name, screenshot] of Object.entries(images)) {
  for (const theme of ['light', 'dark']) {
    const png = await readFile(join(folder, `${screenshot}-${theme}.png`));
    const octets = await page.evaluate(asWebp, [`data:image/png;base64,${png.toString('base64')}`, quality]);
    await writeFile(join(out, `${name}-${theme}.webp`), Buffer.from(octets));
    total += octets.length;
  }
}
await browser.close();
console.log(`${Math.round(total / 1024)} KB in docs/images`);
if (total > most) throw new Error(`more than ${most / 1024} KB: too much for a checkout`);

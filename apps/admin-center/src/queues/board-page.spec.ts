import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

import { hashOf } from '../server-pages/style.js';
import { adapted, boardStyleHash } from './board-page.js';

const ui = join(dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')), 'dist');

describe('the page of the installed Bull Board', () => {
  it('keeps what is its own and loses what is on other hosts', () => {
    const page = adapted(readFileSync(join(ui, 'index.ejs'), 'utf8'));
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toMatch(/<link href="static\/css\/main/);
    expect(page).toMatch(/<style>[^<]*jobActions-[^<]*<\/style><\/head>/);
  });

  it('has one style within it, which the content security policy knows', () => {
    const page = adapted(readFileSync(join(ui, 'index.ejs'), 'utf8'));
    const styles = [...page.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => hashOf(style));
    expect(styles).toEqual([boardStyleHash]);
    expect(page).not.toMatch(/ style=/);
  });

  it.each([
    [
      'Promote is the first of the five buttons of a delayed job, and no other job has five',
      /\w+\.delayed\]:\[\w+\.promote,(?:\w+\.\w+,){3}\w+\.clean\]/,
    ],
    ['the buttons of a job are in one list', /"ul",\{className:"jobActions-/],
    [
      'Promote all is the first of two',
      /className:"queueActions-.{0,300}delayed\].{0,200}PROMOTE_ALL.{0,300}CLEAN_ALL/,
    ],
    [
      'Pause is the second in the menu of a queue',
      /ADD_JOB"\)\]\}\),\(0,\w+\.K\)\(\w+\)&&.{0,250}onClick:\w+\.isPaused\?/,
    ],
    ['Obliterate, in the same menu, is the dangerous one', /obliterateQueue\(\w+\.name\),className:"danger-/],
  ])('%s', (_, expected) => {
    const scripts = join(ui, 'static/js/async');
    const all = readdirSync(scripts).map((name) => readFileSync(join(scripts, name), 'utf8'));
    expect(all.some((text) => expected.test(text))).toBe(true);
    expect(all.join('').match(/:\[(?:\w+\.\w+,){4}\w+\.clean\]/g)).toHaveLength(1);
  });
});

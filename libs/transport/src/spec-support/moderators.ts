import type { MessageSource } from '@mailyard/message';
import { moderationQueue } from '@mailyard/queue';
import { pathOf } from '@mailyard/schema';
import type { Path } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { TestHub } from './test-hub.js';
import type { TestSite } from './test-site.js';

/** What the sink has taken, as a reader has it: without soft line breaks and folding. */
export interface Taken {
  readonly to: string;
  readonly from: Path | null;
  readonly content: string;
}

export interface Answer {
  readonly from?: Path | null;
  readonly body?: string;
  readonly fields?: string;
  readonly authAs?: MessageSource['authAs'];
}

/** Those who are asked at a site, alice unless somebody else is said, and what they answer. */
export class Moderators {
  /** The site is renewed after each test. */
  constructor(private readonly site: () => TestSite) {}

  taken(): readonly Taken[] {
    return this.site().sink.taken.map(({ envelope, content }) => ({
      to: envelope.recipients.map(({ path }) => path.localPart).join(),
      from: envelope.reversePath,
      content: content.replaceAll('=\r\n', '').replaceAll('\r\n ', ' '),
    }));
  }

  takenBy(name: string): readonly Taken[] {
    return this.taken().filter(({ to }) => to === name);
  }

  /** The request that a moderator has got last. */
  async request(moderator = 'alice', count = 1): Promise<Taken & { readonly answerTo: Path }> {
    return eventually(
      () => {
        const found = this.takenBy(moderator).filter(({ content }) => content.includes('Reply-To:'));
        const last = found[count - 1];
        const address = /^Reply-To:\s*<([^>]*)>/m.exec(last?.content ?? '')?.[1] ?? '';
        if (last === undefined) throw new Error('no request yet');
        return { ...last, answerTo: pathOf(address) };
      },
      { what: 'the request' },
    );
  }

  async answer(hub: TestHub, to: Path, said: Answer = {}): Promise<void> {
    const from = pathOf('alice@contoso.com');
    await hub.submit([{ path: to }], { from, authAs: 'Internal', body: 'Approve\r\n', ...said });
  }

  waits(count = 1): Promise<void> {
    return eventually(
      async () => {
        const waiting = (await this.site().queue(moderationQueue))?.messageCount ?? 0;
        if (waiting !== count) throw new Error(`${waiting} messages wait`);
      },
      { what: 'messages in Moderation' },
    );
  }
}

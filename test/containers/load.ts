import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';
import { createTransport } from 'nodemailer';

const senders = 8;
/** Each message has a connection of its own, and a server takes 900 a minute of one source (MaxConnectionRatePerMinute). */
const paceMs = 600;

/** Clients that send one message after the other, and remember which ones the server took over. */
export class Load {
  /** Message-IDs that got their final 250. */
  readonly accepted = new Set<string>();
  /** Messages that got another reply, or none. */
  refused = 0;
  private stopping = false;
  private readonly running: Promise<unknown>;

  constructor(
    private readonly port: number,
    readonly recipient: string,
  ) {
    this.running = Promise.all(Array.from({ length: senders }, (_, index) => this.send(index)));
  }

  /** Waits while it sends. */
  async until(reached: () => boolean): Promise<void> {
    await eventually(reached, {
      deadlineMs: 90_000,
      what: `${String(reached)} (${this.accepted.size} accepted, ${this.refused} refused)`,
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async send(sender: number): Promise<void> {
    for (let count = 0; !this.stopping; count++) {
      const messageId = `<${sender}.${count}.${this.recipient}>`;
      try {
        await this.sendOne(messageId);
        this.accepted.add(messageId);
        await pause(paceMs);
      } catch {
        // Whatever it was: without the final 250 the client still has the message.
        this.refused++;
        await pause(50);
      }
    }
  }

  private async sendOne(messageId: string): Promise<void> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.port,
      tls: { rejectUnauthorized: false },
      socketTimeout: 30_000,
    });
    try {
      await transport.sendMail({
        envelope: { from: 'load@example.com', to: this.recipient },
        messageId,
        subject: 'Load',
        text: 'x'.repeat(2_000),
      });
    } finally {
      transport.close();
    }
  }
}

import { poisonQueue, unreachableQueue } from '@mailyard/queue';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { Reply } from '@mailyard/smtp';

import { sendConnector } from '../spec-support/connected.js';
import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { at, TrackedHub } from '../spec-support/tracked-hub.js';

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const outside = recipient('x@fabrikam.example');

describe('what message tracking tells of a message that', () => {
  it('has no route, until there is a connector: DEFER, RESUBMIT (QUEUE)', async () => {
    const tracked = await TrackedHub.start(site);
    await tracked.hub.submit([outside]);
    await tracked.happened('DEFER');
    tracked.change({ SendConnectors: [sendConnector('First', ['*'])] });
    await tracked.happened('RESUBMIT');
    expect(tracked.of('RESUBMIT')).toMatchObject([
      {
        source: 'QUEUE',
        recipients: [
          {
            address: 'x@fabrikam.example',
            status: expect.stringContaining('A matching connector cannot be found'),
          },
        ],
        sourceContext: 'there may be a route for it now',
        messageSubject: 'test',
      },
    ]);
  });

  it('loses its next hop: RESUBMIT (QUEUE)', async () => {
    const tracked = await TrackedHub.start(site, {}, { SendConnectors: [sendConnector('First', ['*'])] });
    await tracked.hub.submit([outside]);
    await tracked.happened('DEFER');
    tracked.change({ SendConnectors: [] });
    await tracked.happened('RESUBMIT');
    expect(tracked.of('RESUBMIT')).toMatchObject([{ source: 'QUEUE' }]);
  });

  it('an administrator resubmits, redirects and removes: RESUBMIT, REDIRECT, FAIL (ADMIN)', async () => {
    const tracked = await TrackedHub.start(site);
    await tracked.hub.submit([outside]);
    await tracked.happened('DEFER');
    expect(await tracked.order({ kind: 'Resubmit' }, unreachableQueue)).toBe('Done');
    await tracked.happened('DEFER', 2);
    expect(await tracked.order({ kind: 'Redirect', target: 'mbx02.contoso.com' }, unreachableQueue)).toBe(
      'Done',
    );
    const queue = queueNameOf(nextHopTo('SmtpRelayToServers', 'mbx02.contoso.com'));
    await tracked.happened('DEFER', 3);
    expect(await tracked.order({ kind: 'Remove', withNDR: false }, queue)).toBe('Done');
    const own = tracked.events.filter(({ source }) => source === 'ADMIN');
    expect(own).toMatchObject([
      { eventId: 'RESUBMIT', sourceContext: 'an administrator has resubmitted it from Unreachable' },
      { eventId: 'REDIRECT', serverHostname: 'mbx02.contoso.com' },
      { eventId: 'FAIL', recipients: [{ address: 'x@fabrikam.example' }] },
    ]);
    expect(new Set(tracked.events.map(({ networkMessageId }) => networkMessageId)).size).toBe(1);
  });

  it('fails in a way that nobody expects: POISONMESSAGE, and again when an administrator resumes it', async () => {
    let sick = true;
    const ownLimit = (): undefined => {
      if (sick) throw new TypeError('x of undefined');
    };
    const tracked = await TrackedHub.start(site, { ownLimit, settings: { PoisonThreshold: 1 } });
    await tracked.hub.submit([at('carol')]);
    await tracked.happened('POISONMESSAGE');
    expect(tracked.of('POISONMESSAGE')).toMatchObject([
      {
        source: 'POISONMESSAGE',
        sourceContext: 'x of undefined',
        recipients: [{ address: 'carol@contoso.com' }],
      },
    ]);
    sick = false;
    expect(await tracked.order({ kind: 'Resume' }, poisonQueue)).toBe('Done');
    await tracked.happened('SEND');
    expect(tracked.of('POISONMESSAGE')[1]).toMatchObject({
      source: 'QUEUE',
      sourceContext: 'an administrator has resubmitted it from Poison',
    });
  });

  it('its next hop puts off and then refuses: DEFER and FAIL in its words, and from where it was sent', async () => {
    let refuses = false;
    const tracked = await TrackedHub.start(site, { settings: { MessageRetryInterval: 50 } });
    site.sink.answer = () => (refuses ? new Reply(550, '5.2.1', 'no') : new Reply(450, '4.2.1', 'busy'));
    await tracked.hub.submit([at('carol')]);
    await tracked.happened('DEFER');
    refuses = true;
    await tracked.happened('FAIL');
    const sent = { clientIp: '127.0.0.1', serverIp: '127.0.0.1', source: 'SMTP' };
    expect(tracked.of('DEFER')[0]).toMatchObject({ ...sent, sourceContext: '450 4.2.1 busy' });
    expect(tracked.of('FAIL')).toMatchObject([{ source: 'SMTP', sourceContext: '550 5.2.1 no' }]);
  });

  it('is too old: FAIL (QUEUE)', async () => {
    const tracked = await TrackedHub.start(site, { intervals: { age: 50 } });
    await tracked.hub.submit([outside], { ageMs: 3 * 86_400_000 });
    await tracked.happened('FAIL');
    expect(tracked.of('FAIL')).toMatchObject([{ source: 'QUEUE' }]);
  });
});

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { TestServer } from '../spec-support/test-server.js';
import { addResubmitRequest } from './add-resubmit-request.js';
import { getResubmitRequests } from './get-resubmit-requests.js';
import { removeResubmitRequest } from './remove-resubmit-request.js';
import { setResubmitRequest } from './set-resubmit-request.js';

let test: TestServer;
beforeAll(async () => (test = await TestServer.start()));
afterAll(() => test.stop());

it('nothing is asked of a Safety Net that keeps nothing', async () => {
  const asked = test.order(addResubmitRequest, { startTime: 0 });
  await expect(asked).rejects.toThrow('SafetyNetHoldTime is 0');
});

describe('with SafetyNetHoldTime', () => {
  beforeAll(async () => {
    const { transport } = test.directory.organization;
    await test.directory.put({ TransportSettings: [{ ...transport, SafetyNetHoldTime: 3_600_000 }] });
  });

  it.each([
    [{ startTime: 2, endTime: 1 }, 'ends before it begins'],
    [{ startTime: 0, endTime: Date.now() + 3_600_000 }, 'ends in the future'],
  ])('%j is refused', async (input, why) => {
    await expect(test.order(addResubmitRequest, input)).rejects.toThrow(why);
  });

  it('a request runs, pauses, goes on and is forgotten, and is on record', async () => {
    const { id: request } = await test.order(addResubmitRequest, { startTime: 0, sender: 'bob@contoso.com' });
    const state = async () =>
      (await test.order(getResubmitRequests, { request })).map((each) => [each.state, each.sender]);
    expect(await state()).toEqual([['Running', 'bob@contoso.com']]);
    await test.order(setResubmitRequest, { request, enabled: false });
    await test.order(setResubmitRequest, { request, enabled: false });
    expect(await state()).toEqual([['Paused', 'bob@contoso.com']]);
    await test.order(setResubmitRequest, { request, enabled: true });
    expect(await state()).toEqual([['Running', 'bob@contoso.com']]);
    await test.order(removeResubmitRequest, { request });
    await expect(state()).rejects.toThrow('there is no resubmit request');
    expect(await test.order(getResubmitRequests, {})).toEqual([]);
    const recorded = await test.order(searchAdminAuditLog, {});
    expect(recorded.slice(0, 2).map(({ operation }) => operation)).toEqual([
      'Remove-ResubmitRequest',
      'Set-ResubmitRequest',
    ]);
  });
});

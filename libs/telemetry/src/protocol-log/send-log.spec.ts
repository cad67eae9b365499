import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir } from '@mailyard/testing';

import { LogFiles } from '../log-files/log-files.js';
import { ProtocolLog } from './file-protocol-log.js';
import { intraOrganizationConnector, sendLog } from './send-log.js';
import type { LoggedSession } from './session-lines.js';

it('the log of connections between services follows its level, line by line', async () => {
  const dir = await tempDir();
  const files = new LogFiles({ folder: () => dir.path });
  let verbose = true;
  const log = sendLog(new ProtocolLog({ files, kind: 'SmtpSend' }), {
    name: intraOrganizationConnector,
    verbose: () => verbose,
  });
  const session: { -readonly [K in keyof LoggedSession]: LoggedSession[K] } = {
    id: '08DE287A9F6B0001',
    local: undefined,
    remote: { address: '2001:db8::1', port: 2525 },
  };
  log({ event: '*', data: '', context: 'attempting to connect' }, session);
  session.local = { address: '2001:db8::2', port: 50_000 };
  log({ event: '+', data: '' }, session);
  verbose = false;
  log({ event: '>', data: 'EHLO mbx01.contoso.com' }, session);
  verbose = true;
  log({ event: '-', data: '', context: 'Local' }, session);
  await files.close();

  const [name = ''] = await readdir(dir.path);
  const lines = (await readFile(join(dir.path, name), 'utf8')).split('\r\n').slice(5, -1);
  const common = 'Intra-Organization SMTP Send Connector,08DE287A9F6B0001';
  expect(lines.map((line) => line.slice(line.indexOf(',') + 1))).toEqual([
    `${common},0,,[2001:db8::1]:2525,*,,attempting to connect`,
    `${common},1,[2001:db8::2]:50000,[2001:db8::1]:2525,+,,`,
    `${common},2,[2001:db8::2]:50000,[2001:db8::1]:2525,-,,Local`,
  ]);
  await dir.remove();
});

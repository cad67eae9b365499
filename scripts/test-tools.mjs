// Programs of others that tests use beside Redis: without them, tests are left out.
import { existsSync } from 'node:fs';

import { installFromDebian, SetupError } from './setup.mjs';

/** Debian's package → a file of it. */
const tools = {
  'krb5-kdc': '/usr/sbin/krb5kdc',
  'krb5-admin-server': '/usr/sbin/kadmin.local',
  'krb5-user': '/usr/bin/kinit',
  gsasl: '/usr/bin/gsasl',
  knot: '/usr/sbin/knotd',
  unbound: '/usr/sbin/unbound',
  postgresql: '/usr/lib/postgresql',
  python3: '/usr/bin/python3',
  'libsisimai-perl': '/usr/share/perl5/Sisimai.pm',
  prometheus: '/usr/bin/promtool',
  slapd: '/usr/sbin/slapd',
  'ldap-utils': '/usr/bin/ldapmodify',
  // For the pages; MAILYARD_CHROMIUM names another one.
  chromium: process.env.MAILYARD_CHROMIUM || '/usr/bin/chromium',
};

/** What cannot be installed is no reason to stop: the end of `npm test` names the tests that were left out for it. */
export async function installTestTools() {
  const missing = Object.keys(tools).filter((name) => !existsSync(tools[name]));
  if (missing.length === 0) return;
  try {
    if (await installFromDebian(missing)) return;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
  }
  console.log(`setup: without ${missing.join(', ')} some tests are left out`);
}

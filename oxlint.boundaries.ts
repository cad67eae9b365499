import type { OxlintOverride } from 'oxlint';

/** Which libs each lib may import: ARCHITECTURE.md, "Code map". The build fails when it is broken. */
const mayImport: Readonly<Record<string, string>> = {
  smtp: '',
  dns: '',
  schema: 'smtp',
  service: 'smtp schema',
  telemetry: 'service directory',
  tracking: 'service telemetry directory',
  certificates: 'service directory',
  message: 'smtp',
  directory: 'smtp schema service',
  'back-pressure': 'service telemetry directory',
  ldap: 'schema service directory',
  'edge-sync': 'smtp schema service directory',
  'sign-in': 'schema service directory ldap',
  'mailbox-store': 'smtp service telemetry message directory',
  receive:
    'smtp dns schema service telemetry tracking certificates message directory back-pressure sign-in agent-host',
  outbox: 'smtp schema service telemetry tracking message directory receive mailbox-store',
  agents: 'smtp schema message directory',
  'agent-host': 'smtp schema service telemetry message directory',
  routing: 'smtp schema message directory',
  queue: 'smtp schema service message directory routing',
  delivery: 'smtp dns schema service certificates message directory agent-host routing',
  transport:
    'smtp dns schema service telemetry tracking certificates message directory back-pressure receive agents agent-host routing queue delivery',
  'tracking-store': 'schema service tracking',
  operations:
    'smtp schema service telemetry tracking tracking-store certificates message directory edge-sync ldap sign-in receive routing queue mailbox-store transport powershell agents',
  powershell: '',
  testing: '',
};

/** Of other libs, too, these know Nest, files, sockets or Redis in every file. */
const technical = [
  'smtp',
  'dns',
  'service',
  'telemetry',
  'certificates',
  'mailbox-store',
  'outbox',
  'tracking-store',
  'agent-host',
  'ldap',
  'testing',
];
const namedAfterTechnology = [
  '**/redis/**',
  '**/redis-*.ts',
  '**/file-*.ts',
  '**/file-*.mts',
  '**/http-*.ts',
  '**/http-*.mts',
  '**/dns-*.ts',
  '**/*.module.ts',
];
const tests = ['**/*.spec.ts', '**/testing/**', '**/spec-support/**'];

const noTechnology = [
  {
    regex: '^(@nestjs/|ioredis$|bullmq$|node:(fs|tls|http|https|dns|child_process)(/|$))',
    allowTypeImports: true,
    message: 'Framework, Redis, files and sockets belong into a file named after the technology.',
  },
  {
    regex: '^node:net$',
    importNamePattern: '^(connect|create|Server|Socket)',
    allowTypeImports: true,
    message: 'Sockets belong into a file named after the technology.',
  },
];

function onlyLibs(lib: string, allowed: readonly string[]) {
  const message = `${lib} may import ${allowed.length === 0 ? 'no other lib' : allowed.join(', ')}.`;
  const entries = allowed.flatMap((name) => [
    `!@mailyard/${name}`,
    `!@mailyard/${name}/nest`,
    `!@mailyard/${name}/server`,
  ]);
  return { group: ['@mailyard/*', ...entries], message };
}

function restricted(patterns: readonly object[]): OxlintOverride['rules'] {
  return { 'no-restricted-imports': ['error', { patterns }] };
}

function libBoundaries([lib, allowed]: [string, string]): OxlintOverride[] {
  const files = [`libs/${lib}/**`];
  const libs = onlyLibs(lib, allowed.split(' ').filter(Boolean));
  if (technical.includes(lib)) return [{ files, excludeFiles: tests, rules: restricted([libs]) }];
  return [
    {
      files,
      excludeFiles: [...tests, ...namedAfterTechnology],
      rules: restricted([libs, ...noTechnology]),
    },
    {
      files: namedAfterTechnology.map((pattern) => `libs/${lib}/${pattern}`),
      excludeFiles: tests,
      rules: restricted([libs]),
    },
  ];
}

/** Rooms of libs/smtp, and those of the same lib that each may not know. Specs may: a client is tested with a server. */
const smtpRooms: Readonly<Record<string, string>> = {
  '{reply,address,commands,tls,protocol-log}': 'server client hop outbound tunnel',
  server: 'client hop outbound tunnel',
  client: 'server hop outbound tunnel',
  hop: 'server outbound tunnel',
  outbound: 'server hop tunnel',
  tunnel: 'server hop outbound',
};

function roomBoundaries([room, forbidden]: [string, string]): OxlintOverride {
  const regex = `^(\\.\\./)+(${forbidden.replaceAll(' ', '|')})/`;
  const message = `${room} may not import ${forbidden.replaceAll(' ', ', ')}.`;
  return {
    files: [`libs/smtp/src/${room}/**`],
    excludeFiles: tests,
    rules: restricted([onlyLibs('smtp', []), { regex, message }]),
  };
}

/** Rooms of larger libs, and those of the same lib that each may import. */
const roomsOfLibs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A kind knows no organization, a rule no store.
  directory: {
    kinds: '',
    snapshot: 'kinds',
    rules: 'kinds snapshot',
    redis: 'kinds snapshot rules',
    text: 'kinds snapshot rules redis',
    secrets: 'kinds redis',
    scopes: 'kinds recipients rules snapshot',
  },
  // What is stored knows nobody who stores it; who looks at queues moves nothing in them.
  queue: {
    item: '',
    content: 'item',
    'next-hop': 'redis',
    redis: 'content item next-hop',
    poison: 'content item redis',
    schedule: 'poison redis',
    submission: 'content item redis schedule',
    views: 'item next-hop redis',
  },
  // The syntax knows no values, what they are knows no command, what a command is knows no pipeline, and that no script.
  powershell: {
    syntax: '',
    values: 'syntax',
    operators: 'values',
    formatting: 'values',
    clixml: 'values',
    errors: 'syntax values',
    command: 'syntax values operators errors',
    binding: 'syntax values errors command',
    pipeline: 'syntax values formatting errors command binding',
    runtime: 'syntax values operators errors command binding pipeline',
    commands: 'values operators formatting clixml errors command binding',
  },
  // A check knows no session, a session no role.
  receive: {
    kerberos: '',
    limits: '',
    rights: '',
    selection: '',
    checks: 'rights selection',
    login: 'kerberos rights',
    offer: 'rights',
    session: 'checks kerberos limits login offer rights',
    sinks: 'checks rights selection session',
    tunnels: 'session',
    injection: 'checks limits rights session sinks',
    warnings: 'offer rights',
    roles: 'checks offer rights session sinks warnings',
    listening: 'checks selection',
  },
};

function roomsOf([lib, rooms]: [string, Readonly<Record<string, string>>]): OxlintOverride[] {
  const libs = onlyLibs(lib, mayImport[lib]?.split(' ') ?? []);
  return Object.entries(rooms).flatMap(([room, allowed]) => {
    const known = [room, ...allowed.split(' ')];
    const strange = Object.keys(rooms).filter((name) => !known.includes(name));
    const regex = `^(\\.\\./)+(${strange.join('|')})/`;
    const inside = { regex, message: `${room} may not import this room.` };
    const folder = `libs/${lib}/src/${room}`;
    const technology =
      room === 'redis' ? [`${folder}/**`] : namedAfterTechnology.map((pattern) => `${folder}/${pattern}`);
    return [
      {
        files: [`${folder}/**`],
        excludeFiles: [...tests, ...namedAfterTechnology],
        rules: restricted([libs, ...noTechnology, inside]),
      },
      { files: technology, excludeFiles: tests, rules: restricted([libs, inside]) },
    ];
  });
}

const appImports = [
  {
    regex:
      '^(\\.\\./)+(libs|front-end-transport|hub-transport|mailbox-delivery|mailbox-submission|admin-center|launcher|organization|management-shell)/',
    message: 'An app imports no other app, and a lib by its name.',
  },
  {
    group: ['@mailyard/*/**', '!@mailyard/*/nest', '@mailyard/testing'],
    message: 'An app imports what a lib exports; testing is for tests.',
  },
];

/** A command waits for every module that it loads: it has each operation alone, and never all of them. */
const commandImports = appImports.map((pattern) =>
  'group' in pattern
    ? {
        group: [...(pattern.group ?? []), '!@mailyard/operations/**', '@mailyard/operations'],
        message: `${pattern.message} Of operations a command imports the file of each.`,
      }
    : pattern,
);

/** Apps that people and programs order through: the operations check rights and keep the audit log, and nothing else does. */
const clients = ['organization', 'admin-center', 'management-shell'];

const noRedis = [
  { regex: '^(ioredis|bullmq)$', message: 'A client never talks to Redis: it runs operations.' },
  {
    regex: '^@mailyard/',
    importNamePattern: '^(connectRedis|redisReady|queueRedis|Redis[A-Z]\\w*|\\w*(Database|Catalog))$',
    message: 'A client never talks to Redis: it runs operations.',
  },
];

function appBoundaries(files: readonly string[], patterns: readonly object[]): OxlintOverride {
  return { files: [...files], excludeFiles: tests, rules: restricted(patterns) };
}

export const boundaries: OxlintOverride[] = [
  ...Object.entries(mayImport).flatMap(libBoundaries),
  ...Object.entries(smtpRooms).map(roomBoundaries),
  ...Object.entries(roomsOfLibs).flatMap(roomsOf),
  appBoundaries(['apps/**'], appImports),
  appBoundaries(
    clients.map((app) => `apps/${app}/**`),
    [...appImports, ...noRedis],
  ),
  appBoundaries(['apps/organization/**'], [...commandImports, ...noRedis]),
];

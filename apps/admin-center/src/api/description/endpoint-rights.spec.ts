import { builtInRoleGroups, managementRoleNames } from '@mailyard/directory';
import {
  localAdministrator,
  newAdministrator,
  newApiToken,
  objectOperations,
  openApi,
  operations,
  Operations,
  type Order,
} from '@mailyard/operations';

import { WebPages } from '../../spec-support/web-pages.js';

interface Described {
  readonly description?: string;
  readonly security?: readonly unknown[];
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
  /** Any of them will do; none: the description says otherwise. */
  readonly rights: readonly string[];
  readonly isOpen: boolean;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const { paths } = openApi('test', operations) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};
const endpoints: readonly Endpoint[] = Object.entries(paths).flatMap(([path, described]) =>
  Object.entries(described)
    .filter(([method]) => methods.includes(method))
    .map(([method, { description = '', security }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'x'),
      rights: /needs the right ([^.]+)\./i.exec(description)?.[1]?.split(' or ') ?? [],
      isOpen: security?.length === 0,
    })),
);
/** What everybody who has signed in may do, what cmdlets and topics decide one by one, and what is for applications. */
const others = /^\/(?:session|cmdlets|cmdlets\/x|events|send|send\/.*)$/;
const ofOperations = endpoints.filter(({ path }) => !others.test(path));

/** All roles that can have a scope, and one that nobody is in. */
const scoped = {
  Name: 'Scoped',
  Roles: managementRoleNames.filter((role) => role !== 'Role Management'),
};

/** Their roles by the account that is in the role group alone. */
const accounts = [
  ...[...builtInRoleGroups, scoped].map(({ Name, Roles }) => ({
    name: Name.replaceAll(' ', ''),
    roleGroups: [Name],
    roles: [...Roles, 'MyBaseOptions'] as readonly string[],
  })),
  { name: 'nobody', roleGroups: [], roles: ['MyBaseOptions'] },
];

let pages: WebPages;
beforeAll(async () => {
  pages = await WebPages.start();
  const { ManagementScopes, RoleGroups } = objectOperations;
  const made = { Name: 'Nobody', RecipientRestrictionFilter: `Name -eq 'nobody'` };
  await order(ManagementScopes.New, { parameters: made });
  await order(ManagementScopes.New, {
    parameters: { Name: 'Nowhere', ServerRestrictionFilter: `Name -eq 'x'` },
  });
  const limits = { CustomRecipientWriteScope: 'Nobody', CustomConfigWriteScope: 'Nowhere' };
  const Assignments = scoped.Roles.map((Role) => ({ Role, ...limits }));
  await order(RoleGroups.New, { parameters: { ...scoped, Assignments } });
}, 30_000);
afterAll(() => pages.stop());

async function status(
  { method, path }: Endpoint,
  { token, body }: { readonly token?: string; readonly body: string },
): Promise<number> {
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const answer = await fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(hasBody && { 'Content-Type': 'application/json' }),
    },
    ...(hasBody && { body }),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** What was answered otherwise than it should be. */
async function unlike(
  asked: readonly Endpoint[],
  how: { readonly token?: string; readonly body: string },
  isRight: (answer: number) => boolean,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const endpoint of asked) {
    // One after the other, so that nobody is kept waiting.
    // eslint-disable-next-line no-await-in-loop
    const answer = await status(endpoint, how);
    if (!isRight(answer)) wrong.push(`${endpoint.method} ${endpoint.path}: ${answer}`);
  }
  return wrong;
}

const order: Order = (operation, input) =>
  pages.app.get(Operations).run(operation, input, localAdministrator());

async function tokenOf(administrator: string, roleGroups: readonly string[]): Promise<string> {
  await order(newAdministrator, { name: administrator, password: 'correct horse battery', roleGroups });
  return (await order(newApiToken, { administrator, description: 'test' })).value;
}

const ofMonitors = ['Monitoring', 'View-Only Configuration'];

/** Whether `/metrics` and `/health` tell more than how it is. */
async function toldOfServices(token: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}` };
  const health = (await (await fetch(`${pages.url}/health`, { headers })).json()) as object;
  const metrics = await fetch(`${pages.url}/metrics`, { headers });
  await metrics.body?.cancel();
  expect(metrics.status).toBe('services' in health ? 200 : 403);
  return 'services' in health;
}

it('the description says of every operation which right it needs', () => {
  expect(ofOperations.length).toBeGreaterThan(250);
  expect(ofOperations.filter(({ rights }) => rights.length === 0)).toEqual([]);
});

it('OWASP API2: nobody gets anything without a login, whatever is asked, but to sign in', async () => {
  const closed = endpoints.filter(({ isOpen }) => !isOpen);
  expect(endpoints.filter(({ isOpen }) => isOpen).map(({ path }) => path)).toEqual(['/session']);
  expect(await unlike(closed, { body: '{}' }, (answer) => answer === 401)).toEqual([]);
});

it.each(accounts)(
  'OWASP API1, API5: an account in $roleGroups may do what its roles say, and nothing else',
  async ({ name, roleGroups, roles }) => {
    const token = await tokenOf(name, roleGroups);
    const isAllowed = ({ rights }: Endpoint) => rights.some((right) => roles.includes(right));
    const refused = ofOperations.filter((endpoint) => !isAllowed(endpoint));
    expect(await unlike(refused, { token, body: '{}' }, (answer) => answer === 403)).toEqual([]);
    // What is no input changes nothing; a token may not do what is for the owner of an account alone.
    const allowed = ofOperations.filter(
      (endpoint) => isAllowed(endpoint) && !endpoint.rights.includes('MyBaseOptions'),
    );
    const isLetIn = (answer: number) => answer !== 401 && answer !== 403 && answer !== 500;
    expect(await unlike(allowed, { token, body: '[]' }, isLetIn)).toEqual([]);
    expect(await toldOfServices(token)).toBe(roles.some((role) => ofMonitors.includes(role)));
  },
  120_000,
);

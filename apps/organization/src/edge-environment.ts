/** As `npm run start:edge` runs an Edge beside an organization on one machine. */
const edgeDefaults = {
  MAILYARD_SERVER: 'EDGE01',
  MAILYARD_FQDN: 'edge01.contoso.com',
  MAILYARD_DATA_DIR: './data-edge',
  MAILYARD_PORT_OFFSET: '20000',
} as const;

/** For whoever means the Edge: what the environment does not say is as by default. */
export function edgeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  return { ...edgeDefaults, ...given, MAILYARD_SERVER_ROLE: 'Edge' };
}

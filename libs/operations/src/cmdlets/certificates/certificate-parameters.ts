import { parameter, serverParameter, type CmdletCall } from '../cmdlet.js';
import { ParameterError } from '../binding/parameter-error.js';

export const thumbprint = parameter('Thumbprint', 'SHA-1 of the certificate, as Get- shows it.', {
  position: 1,
  pipeline: 'value',
  mandatory: true,
  aliases: ['Identity'],
});

export const server = serverParameter('Default: this one; others have their own admin centre.');

/** Exchange’s; here there are two. */
const known = ['None', 'IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter'] as const;

export const services = parameter('Services', 'SMTP: after STARTTLS. IIS: the web pages.', {
  type: 'enum',
  values: known,
  multiple: true,
});

/** The services that there are, and what is to be said of others. */
export function servicesOf(said: unknown): {
  readonly services: readonly string[];
  readonly warnings: readonly string[];
} {
  const all = (Array.isArray(said) ? said : []).map(String).filter((each) => each !== 'None');
  const here = all.filter((each) => ['SMTP', 'IIS'].includes(each));
  const others = all.filter((each) => !here.includes(each));
  if (here.length === 0 && others.length > 0) {
    throw new ParameterError('Services', `there is no ${others.join(', ')} here`, {
      value: others.join(', '),
      cure: 'SMTP and IIS can show a certificate.',
    });
  }
  const warnings =
    others.length === 0 ? [] : [`Services: there is no ${others.join(', ')} here; it is left out`];
  return { services: here, warnings };
}

/** Of a secret text, and of what Get-Credential gives. */
export function secretOf(said: unknown): unknown {
  if (said === null) return undefined;
  return typeof said === 'object' && said !== undefined && 'Password' in said ? said.Password : said;
}

/** What is said to a question that nobody has been asked yet. */
export function answerOf({ force, declined }: Pick<CmdletCall, 'force' | 'declined'>): boolean | undefined {
  if (force) return true;
  return declined ? false : undefined;
}

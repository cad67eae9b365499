import { brokenRules, isDomainName, ruleIssue, type BrokenRule } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';
import { z } from 'zod';

/** Recipients that a connector takes: an address type, the part of its addresses, and what it costs. */
export interface AddressSpace {
  /** In upper case; `SMTP` unless something else is said. */
  readonly Type: string;
  /** Of SMTP `*`, `*.contoso.com`, `contoso.com` in lower case, or `--`; of other types as it was written. */
  readonly Address: string;
  /** 1 – 100; the lower one is preferred. */
  readonly Cost: number;
}

/** All accepted domains of the organization; an Edge server sends them inward. */
export const acceptedDomainsSpace = '--';

const text = z
  .string()
  .trim()
  .transform((written, context): AddressSpace => {
    const space = parseAddressSpace(written);
    if (!('reason' in space)) return space;
    context.issues.push({ code: 'custom', ...issueOf(space), input: written });
    return z.NEVER;
  });

const parts = z.strictObject({
  Type: z.string().default('SMTP'),
  Address: z.string(),
  Cost: z.int().default(1),
});

/** `Type:Address;Cost`, as an administrator writes it, or its three parts. */
export const addressSpace = z
  .preprocess((written) => {
    const { data } = parts.safeParse(written);
    return data === undefined ? written : formatAddressSpace(data);
  }, text)
  .meta({ unit: 'address space', type: 'string' });

/** `SMTP:*.contoso.com;10`. */
export function formatAddressSpace({ Type, Address, Cost }: AddressSpace): string {
  return `${Type}:${Address};${Cost}`;
}

/** Two spaces are the same when their keys are, whatever they cost. */
export function addressSpaceKey({ Type, Address }: Pick<AddressSpace, 'Type' | 'Address'>): string {
  return `${Type}:${Type === 'SMTP' ? domainKey(Address) : Address.toLowerCase()}`;
}

const form = /^(?:(?<type>[^:;\s]+):)?\s*(?<address>.*?)\s*(?:;\s*(?<cost>[^;]*))?$/s;

/** Without a rule: what the value must be, in words that follow its name. */
type NoSpace = BrokenRule | { readonly reason: string };

function issueOf(problem: NoSpace) {
  return 'rule' in problem ? ruleIssue(problem) : { message: problem.reason };
}

/** An address space, or why the text is none. */
function parseAddressSpace(written: string): AddressSpace | NoSpace {
  const { type = 'SMTP', address = '', cost = '1' } = form.exec(written)?.groups ?? {};
  const Type = type.toUpperCase();
  const problem = costProblem(Type, cost) ?? addressProblem(Type, address);
  return problem ?? { Type, Address: Type === 'SMTP' ? address.toLowerCase() : address, Cost: Number(cost) };
}

function costProblem(type: string, cost: string): NoSpace | undefined {
  const isNumber = /^\d+$/.test(cost);
  if (!isNumber && type !== 'SMTP') {
    const reason = `addresses of type ${type} have semicolons of their own: the cost must be written at the end, such as ;1`;
    return { reason };
  }
  return isNumber && Number(cost) >= 1 && Number(cost) <= 100 ? undefined : brokenRules.S11();
}

function addressProblem(type: string, address: string): NoSpace | undefined {
  if (address === '') return brokenRules.S10(address);
  if (type === 'SMTP') return isSmtpSpace(address) ? undefined : brokenRules.S10(address);
  if (type !== 'X400' || address === '*' || isX400Space(address)) return undefined;
  return { reason: 'must be attributes such as X400:c=US;a=Fabrikam;p=Contoso;1 (RFC 1685)' };
}

function isSmtpSpace(address: string): boolean {
  return (
    address === '*' || address === acceptedDomainsSpace || isDomainName(address.replace(/^\*\.(?=.)/, ''))
  );
}

function isX400Space(address: string): boolean {
  return address
    .split(';')
    .every((attribute) => /^\s*(?:c|a|p|o|ou[1-4]?|cn|[sgiq]|dd\.[^=]+)\s*=\s*[^=]+$/i.test(attribute));
}

/** A policy as it stands in `mta-sts.txt` (RFC 8461 §3.2). */
export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Names of hosts, or `*.example.com`; in A-labels and lower case. */
  readonly mx: readonly string[];
  readonly maxAgeS: number;
}

/** RFC 8461 §3.2: about a year. */
const maxAgeMost = 31_557_600;
const modes = ['enforce', 'testing', 'none'] as const;
const pattern = /^(?:\*\.)?(?:[a-z\d_](?:[a-z\d_-]*[a-z\d_])?\.)+[a-z\d-]*[a-z\d]$/;

/** Undefined: it is none. What is not known is passed over, and of what stands twice the first counts (RFC 8461 §3.2). */
export function parseStsPolicy(text: string): StsPolicy | undefined {
  const fields = text.split(/\r?\n/).flatMap((line) => {
    const [, key, value] = /^([a-z\d][\w.-]*)\s*:[ \t]*(.*?)[ \t]*$/i.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
  const first = (name: string) => fields.find(({ key }) => key === name)?.value;
  const mode = modes.find((known) => known === first('mode'));
  const mx = fields
    .filter(({ key }) => key === 'mx')
    .map(({ value }) => value.toLowerCase().replace(/\.$/, ''));
  const maxAge = first('max_age') ?? '';
  if (first('version') !== 'STSv1' || mode === undefined || !/^\d{1,10}$/.test(maxAge)) return undefined;
  if (mode !== 'none' && (mx.length === 0 || !mx.every((name) => pattern.test(name)))) return undefined;
  return { mode, mx, maxAgeS: Math.min(Number(maxAge), maxAgeMost) };
}

/** RFC 8461 §4.1: a wildcard stands for one label, the leftmost. */
export function listsHost({ mx }: StsPolicy, host: string): boolean {
  const dot = host.indexOf('.');
  return mx.includes(host) || (dot > 0 && mx.includes(`*${host.slice(dot)}`));
}

/** The id in a domain's TXT records at `_mta-sts`; undefined: it has no policy (RFC 8461 §3.1). */
export function stsPolicyId(records: readonly string[]): string | undefined {
  const own = records.filter((record) => /^v=STSv1\s*(;|$)/.test(record));
  if (own.length !== 1) return undefined;
  const [, id] = /;\s*id\s*=\s*([A-Za-z\d]{1,32})\s*(;|$)/.exec(own[0] ?? '') ?? [];
  return id;
}

import { availableParallelism } from 'node:os';

/** Services of which several processes can share the listeners of one machine. */
export const sharedServices = [
  'front-end-transport',
  'hub-transport',
  'mailbox-delivery',
  'edge-transport',
] as const;

const most = 32;
const number = /^[1-9]\d?$/;

/** `3`: of each; `hub-transport=3,front-end-transport=2`: of these, of the others as many as the machine is good for. */
export function isProcessCounts(text: string): boolean {
  if (isCount(text)) return true;
  const entries = text.split(',').map((entry) => entry.split('='));
  const names = new Set(entries.map(([name]) => name));
  return (
    names.size === entries.length &&
    entries.every(([name, count = '', ...rest]) => {
      return rest.length === 0 && isCount(count) && sharedServices.some((service) => service === name);
    })
  );
}

/** How many processes of a service the machine runs. */
export function processCount(
  service: string,
  text: string | undefined,
  cores = availableParallelism(),
): number {
  if (!sharedServices.some((shared) => shared === service)) return 1;
  if (text !== undefined && isCount(text)) return Number(text);
  const given = text?.split(',').find((entry) => entry.startsWith(`${service}=`));
  return given === undefined ? byCores(cores) : Number(given.slice(service.length + 1));
}

/** The three of them do about as much work for a message as each other: three cores keep one process of each busy. */
function byCores(cores: number): number {
  return Math.min(Math.max(Math.floor(cores / 3), 1), 8);
}

function isCount(text: string): boolean {
  return number.test(text) && Number(text) <= most;
}

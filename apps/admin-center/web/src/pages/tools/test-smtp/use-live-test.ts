import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { api } from '../../../api/index.js';

export interface Host {
  readonly host: string;
  readonly port: string;
}

/** A line of the dialogue with a host, as it is said. */
export interface SaidLine {
  readonly host: string;
  readonly line: string;
}

/** One test at a time, which is heard while it runs; leaving the page stops it. */
export function useLiveTest() {
  const [said, setSaid] = useState<readonly SaidLine[]>([]);
  const running = useRef<AbortController>(undefined);
  const stop = (): void => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);
  const test = useMutation({
    mutationFn: (asked: Host) => {
      stop();
      setSaid([]);
      const own = new AbortController();
      running.current = own;
      // The operation says what its steps are.
      const onStep = (step: unknown): void => setSaid((before) => [...before, step as SaidLine]);
      return api.steps(
        'Test-SendConnector',
        { parameters: parametersOf(asked) },
        { signal: own.signal, onStep },
      );
    },
  });
  return { ...test, said, stop, isStopped: test.error?.name === 'AbortError' };
}

/** What is no number is refused by the server, with the reason. */
function parametersOf({ host, port }: Host) {
  return {
    Name: host,
    AddressSpaces: ['*'],
    DNSRoutingEnabled: false,
    SmartHosts: [host],
    Port: /^\d+$/.test(port) ? Number(port) : port,
  };
}

import { useState } from 'react';

import type { Wrong } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { uiTexts } from '../../ui.text.js';
import { listOf } from '../fields.js';
import { useFormPlace } from '../state/use-form.js';

/** Rules between objects: they are told of the list as a whole, when its page is left. */
const betweenObjects = /^C\d/;

export interface RowCheck {
  readonly wrongs: readonly Wrong[];
  /** The server could not be asked. */
  readonly error: unknown;
  /** Whether rows can come into the list, in place of the one that is edited; what is wrong is told. */
  readonly check: (rows: readonly string[]) => Promise<boolean>;
  /** Tells what is wrong without asking the server. */
  readonly refuse: (detail: string) => void;
}

/** Asks the server about rows of a list before they are in it: the dialog that edits one tells what is wrong with it. */
export function useRowCheck(name: string, row: string | undefined): RowCheck {
  const t = useTexts(uiTexts);
  const { form } = useFormPlace();
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([]);
  const [error, setError] = useState<unknown>();
  const refuse = (detail: string): void => setWrongs([{ detail }]);
  const check = async (rows: readonly string[]): Promise<boolean> => {
    const others = listOf(form.values[name]).filter((each) => each !== row);
    const twice = rows.find((each) => others.includes(each));
    if (twice !== undefined) {
      refuse(t('inList', { row: twice }));
      return false;
    }
    try {
      const answer = await form.checkOf({ ...form.values, [name]: rows });
      const own = answer.wrongs.filter(
        ({ parameter, rule = '' }) => parameter === name && !betweenObjects.test(rule),
      );
      setWrongs(own);
      return own.length === 0;
    } catch (reason) {
      setError(reason);
      return false;
    }
  };
  return { wrongs, error, check, refuse };
}

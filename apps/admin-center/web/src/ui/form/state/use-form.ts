import { createContext, useContext, useEffect, useEffectEvent, useReducer, useRef } from 'react';

import { useSession, type Checked } from '../../../api/index.js';
import { forgetDraft, keepDraft, keptDraft } from './draft.js';
import {
  changedFields,
  formReducer,
  openedForm,
  type FormEvent,
  type FormPage,
  type FormState,
  type FormValues,
} from './form-state.js';

export interface FormOptions {
  readonly initial: FormValues;
  /** Asks the server what it would say of these values, and changes nothing. */
  readonly check: (values: FormValues) => Promise<Checked>;
  /** By which name what was typed is kept until it is saved or thrown away; absent: it is not. */
  readonly draft?: string;
  /** Page that it opens at. */
  readonly at?: number | undefined;
}

export interface Form {
  readonly state: FormState;
  readonly dispatch: (event: FormEvent) => void;
  readonly values: FormValues;
  readonly set: (change: FormValues) => void;
  readonly isChanged: boolean;
  /** Checks now, whatever was checked before. */
  readonly check: () => Promise<Checked>;
  /** Checks other values than those of the form: of a row that is not in its list yet. */
  readonly checkOf: (values: FormValues) => Promise<Checked>;
  readonly forget: () => void;
}

/** So long nothing is typed before the server is asked. */
const quietMs = 250;

/** A form whose values the server checks while they are typed. */
export function useForm({ initial, check, draft: name, at }: FormOptions): Form {
  const user = useSession().name;
  const draft = name === undefined ? undefined : `${user} ${name}`;
  const [state, dispatch] = useReducer(formReducer, undefined, () =>
    openedForm(initial, { ...initial, ...(draft !== undefined && keptDraft(draft)) }, at),
  );
  const { base, values } = state;
  const isChanged = changedFields(state).length > 0;
  const newest = useRef(0);
  const ask = useEffectEvent(async (): Promise<Checked> => {
    newest.current += 1;
    const mine = newest.current;
    const answer = await check(values);
    if (mine === newest.current) dispatch({ type: 'checked', checked: answer });
    return answer;
  });
  useEffect(() => {
    // What cannot be asked now is asked, and told, at Next and at Save.
    const timer = setTimeout(() => void ask().catch(() => undefined), quietMs);
    return () => clearTimeout(timer);
  }, [values]);
  useEffect(() => {
    // What was not typed is as the object has it when the draft is taken up again.
    const typed = changedFields({ base, values }).map((field) => [field, values[field]] as const);
    if (draft === undefined) return;
    if (typed.length > 0) keepDraft(draft, Object.fromEntries(typed));
    else forgetDraft(draft);
  }, [draft, base, values]);
  return {
    state,
    dispatch,
    values,
    set: (change) => dispatch({ type: 'set', change }),
    isChanged,
    async check() {
      newest.current += 1;
      const answer = await check(values);
      dispatch({ type: 'checked', checked: answer });
      return answer;
    },
    checkOf: check,
    forget: () => draft !== undefined && forgetDraft(draft),
  };
}

interface FormPlace {
  readonly form: Form;
  /** That is shown. */
  readonly page: FormPage;
}

const FormContext = createContext<FormPlace | undefined>(undefined);

export const FormProvider = FormContext.Provider;

/** The form that a field is in. */
export function useFormPlace(): FormPlace {
  const place = useContext(FormContext);
  if (place === undefined) throw new Error('a field of a form stands outside of it');
  return place;
}

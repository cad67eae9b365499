import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, objectsChanged, queryClient, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Changes, Check, Dialog, Note, Section, TextField, toasts } from '../../../ui/index.js';
import { passwordVariablesIn } from './organization-file.js';
import { organizationTexts } from './organization.text.js';

export interface OrganizationFile {
  readonly name: string;
  readonly text: string;
}

interface ApplyFileProps {
  readonly file: OrganizationFile;
  readonly onClose: () => void;
}

type Applied = OutputOf<'Apply-Organization'>;
type Plan = OutputOf<'Plan-Organization'>;

/** What a file would change, and then does: all of it or nothing. */
export function ApplyFile({ file, onClose }: ApplyFileProps) {
  const t = useTexts(organizationTexts);
  const said = useSaid(file);
  const { data: plan, error } = usePlan(said.input);
  const apply = useApply(said.input, plan, onClose);
  const title = t('applyTitle', { name: file.name });
  if (apply.data !== undefined) return <MadePasswords {...{ title, onClose }} made={apply.data.made} />;
  if (plan === undefined || plan.differences === 0) {
    return (
      <Dialog title={title} onClose={onClose} error={error}>
        {plan !== undefined && <p>{t('applyNothing')}</p>}
        {plan !== undefined && <Prune said={said} plan={plan} />}
      </Dialog>
    );
  }
  const isDanger = plan.dangers.length > 0;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isWide
      error={apply.error ?? error}
      submit={{
        label: t('apply', { count: plan.differences }),
        onSubmit: () => apply.mutate(),
        isDanger,
        isDisabled: isDanger && said.typed.trim() !== String(plan.revision),
        isPending: apply.isPending,
      }}
    >
      <PlanView plan={plan} />
      <Prune said={said} plan={plan} />
      <Passwords said={said} file={file} />
      {isDanger && (
        <TextField
          label={t('typeRevision', { revision: plan.revision })}
          value={said.typed}
          onChange={(typed) => said.say({ typed })}
        />
      )}
    </Dialog>
  );
}

interface Sayings {
  readonly prune: boolean;
  readonly passwords: Readonly<Record<string, string>>;
  /** To confirm what is dangerous. */
  readonly typed: string;
}

/** What is said beside the file; a password that is empty is not said: it stays as it is. */
function useSaid({ name, text }: OrganizationFile) {
  const [sayings, setSayings] = useState<Sayings>({ prune: false, passwords: {}, typed: '' });
  const { prune, passwords } = sayings;
  const filled = Object.entries(passwords).filter(([, password]) => password !== '');
  return {
    ...sayings,
    input: { text, file: name, prune, passwords: Object.fromEntries(filled) },
    say: (change: Partial<Sayings>) => setSayings({ ...sayings, ...change }),
  };
}

type Said = ReturnType<typeof useSaid>;

function useApply(input: Said['input'], plan: Plan | undefined, onClose: () => void) {
  const t = useTexts(organizationTexts);
  return useMutation({
    mutationFn: () =>
      api.run('Apply-Organization', {
        ...input,
        ...(plan && { revision: plan.revision, force: plan.dangers.length > 0 }),
      }),
    async onSuccess({ revision, made }) {
      await objectsChanged();
      await queryClient.invalidateQueries({ queryKey: ['operation', 'Get-OrganizationHistory'] });
      toasts.show(t('appliedToast', { revision }));
      if (made.length === 0) onClose();
    },
  });
}

function Prune({ said: { prune, say }, plan }: { readonly said: Said; readonly plan: Plan }) {
  const t = useTexts(organizationTexts);
  if (plan.unmentioned === 0 && !prune) return null;
  return (
    <Check
      label={t('prune', { count: plan.unmentioned })}
      isSelected={prune}
      onChange={(isChosen) => say({ prune: isChosen })}
    />
  );
}

function Passwords({
  said: { passwords, say },
  file,
}: {
  readonly said: Said;
  readonly file: OrganizationFile;
}) {
  const t = useTexts(organizationTexts);
  return (
    <>
      {passwordVariablesIn(file.text).map((variable) => (
        <TextField
          key={variable}
          label={t('passwordOf', { variable })}
          description={t('passwordHelp')}
          type="password"
          autoComplete="new-password"
          value={passwords[variable] ?? ''}
          onChange={(value) => say({ passwords: { ...passwords, [variable]: value } })}
        />
      ))}
    </>
  );
}

/** What is secret stands in no key; a password changes what a plan tells of it in one word. */
function usePlan(input: Said['input']) {
  const { file, text, prune } = input;
  return useQuery({
    queryKey: ['organization-file', file, text, prune],
    queryFn: () => api.run('Plan-Organization', input),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

function PlanView({ plan: { changes, summary, warnings, dangers } }: { readonly plan: Plan }) {
  return (
    <>
      <p>{summary}</p>
      {dangers.map((danger) => (
        <Note key={danger} tone="bad">
          {danger}
        </Note>
      ))}
      {warnings.map((warning) => (
        <Note key={warning}>{warning}</Note>
      ))}
      {changes.length > 0 && <Changes lines={changes} />}
    </>
  );
}

interface MadePasswordsProps {
  readonly title: string;
  readonly made: Applied['made'];
  readonly onClose: () => void;
}

/** They are told once. */
function MadePasswords({ title, made, onClose }: MadePasswordsProps) {
  const t = useTexts(organizationTexts);
  return (
    <Dialog title={title} onClose={onClose}>
      <Note>{t('madeText')}</Note>
      {made.map(({ variable, logins, password }) => (
        <Section key={variable} title={logins.join(', ')}>
          <p className="mono">{password}</p>
        </Section>
      ))}
    </Dialog>
  );
}

import { useEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import { wrongsOf } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Note } from '../shown/note.js';
import { TextField } from '../field/text-field.js';
import { uiTexts } from '../ui.text.js';

export interface DialogProps {
  readonly title: string;
  /** Beside the title: "Step 2 of 3". */
  readonly step?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What Enter does. Absent: there is nothing but to close. */
  readonly submit?: {
    /** Names what it does: "Remove 2 connectors". */
    readonly label: string;
    readonly onSubmit: () => void;
    readonly isDanger?: boolean;
    readonly isDisabled?: boolean;
    readonly isPending?: boolean;
  };
  /** Beside the buttons: "Show command". */
  readonly extra?: ReactNode;
  /** Between Cancel and the button of Enter: "Back". */
  readonly before?: ReactNode;
  readonly error?: unknown;
  readonly isWide?: boolean;
}

/** A modal dialog: Esc and Cancel leave it, Enter and Ctrl+Enter send it, focus goes back to where it was. */
export function Dialog(props: DialogProps) {
  const { title, step, onClose, children, submit, extra, before, error, isWide = false } = props;
  const t = useTexts(uiTexts);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (submit !== undefined && isReady(submit)) submit.onSubmit();
  };
  return (
    <ModalOverlay className="backdrop" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal" {...(isWide && { 'data-wide': true })}>
        <AriaDialog className="dialog" {...(submit?.isDanger === true && { role: 'alertdialog' as const })}>
          <Form onSubmit={onSubmit}>
            <header>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {step !== undefined && <span className="dim">{step}</span>}
            </header>
            <div className="content">
              <Wrongs error={error} />
              {children}
            </div>
            <div className="actions">
              {extra && <div className="push">{extra}</div>}
              <Button onPress={onClose}>{submit ? t('cancel') : t('close')}</Button>
              {before}
              {submit && <Submit {...submit} />}
            </div>
          </Form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Form({
  onSubmit,
  children,
}: {
  readonly onSubmit: (event: FormEvent) => void;
  readonly children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useSubmitKey(form);
  useKeptFocus(form);
  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      {children}
    </form>
  );
}

/**
 * Ctrl+Enter sends it from wherever the focus is, before the field or list there takes the key for itself; so does Enter
 * while the dialog itself has the focus, which is so where there is nothing to fill in. What is dangerous wants its button.
 */
function useSubmitKey(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const dialog = form.current?.closest('section');
    const onKeyDown = (event: KeyboardEvent): void => {
      const isMeant = event.ctrlKey || (event.target === dialog && dialog?.role !== 'alertdialog');
      if (event.key !== 'Enter' || event.repeat || !isMeant) return;
      event.preventDefault();
      event.stopPropagation();
      form.current?.requestSubmit();
    };
    dialog?.addEventListener('keydown', onKeyDown, true);
    return () => dialog?.removeEventListener('keydown', onKeyDown, true);
  }, [form]);
}

/** What had the focus is disabled, or gone: the dialog gets it, or no key would reach it any more. */
function useKeptFocus(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const dialog = form.current?.closest('section');
    if (!dialog) return undefined;
    const keep = (): void => {
      const { activeElement, body } = document;
      const isLost = activeElement === body || activeElement?.matches(':disabled') === true;
      if (isLost && dialog.closest('[inert]') === null) dialog.focus();
    };
    // After whoever gives the focus back where it was, which takes a frame.
    const later = (): unknown => requestAnimationFrame(() => requestAnimationFrame(keep));
    const observer = new MutationObserver(later);
    observer.observe(dialog, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => observer.disconnect();
  }, [form]);
}

function isReady({ isDisabled = false, isPending = false }: NonNullable<DialogProps['submit']>): boolean {
  return !isDisabled && !isPending;
}

function Submit({
  label,
  isDanger = false,
  isDisabled = false,
  isPending = false,
}: NonNullable<DialogProps['submit']>) {
  return (
    <Button type="submit" kind={isDanger ? 'danger' : 'primary'} isDisabled={isDisabled || isPending}>
      {label}
    </Button>
  );
}

/** All that is wrong, each with what can be done about it. */
function Wrongs({ error }: { readonly error: unknown }) {
  const t = useTexts(uiTexts);
  if (error === undefined || error === null) return null;
  return (
    <Note tone="bad">
      {wrongsOf(error).map(({ detail, cure, rule }) => (
        <p key={detail}>
          {detail} {cure !== undefined && !detail.includes(cure) && <>{t('cure', { cure })} </>}
          {rule !== undefined && <span className="dim">{t('rule', { rule })}</span>}
        </p>
      ))}
    </Note>
  );
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The button names effect and number. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** For dangers: what has to be typed. */
  readonly typed?: string | undefined;
  readonly error?: unknown;
  readonly isPending?: boolean;
}

/** Asks before something is taken away. */
export function Confirm({
  title,
  children,
  action,
  onConfirm,
  onClose,
  typed,
  error,
  isPending = false,
}: ConfirmProps) {
  const t = useTexts(uiTexts);
  const [said, setSaid] = useState('');
  const isDisabled = typed !== undefined && said.trim() !== typed;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      error={error}
      submit={{ label: action, onSubmit: onConfirm, isDanger: true, isDisabled, isPending }}
    >
      {children}
      {typed !== undefined && (
        <TextField label={t('typeToConfirm', { word: typed })} value={said} onChange={setSaid} autoFocus />
      )}
    </Dialog>
  );
}

import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger, type PressEvent } from 'react-aria-components';

import type { Permission } from '../../api/index.js';
import { useTexts, type Texts, type TextKey } from '../../text/index.js';
import { Icon, type IconName } from '../look/icon.js';
import { uiTexts } from '../ui.text.js';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (event: PressEvent) => void;
  readonly icon?: IconName;
  /** `primary`: the one that Enter presses. `danger`: it takes something away. */
  readonly kind?: 'plain' | 'outlined' | 'primary' | 'danger';
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly slot?: 'close';
  readonly autoFocus?: boolean;
}

export function Button({ children, icon, kind = 'outlined', ...props }: ButtonProps) {
  return (
    <AriaButton className="button" {...marksOf(kind)} {...props}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

function marksOf(kind: ButtonProps['kind']): object {
  return kind === 'plain' ? {} : { [`data-${kind ?? 'outlined'}`]: true };
}

export interface ActionProps {
  /** Its name; also the tooltip where only the icon is shown. */
  readonly label: string;
  readonly icon: IconName;
  readonly onPress: () => void;
  /** Nothing is selected that it could do something with. */
  readonly isDisabled?: boolean;
  /** Why it would do nothing now: it can be focused, and says so. */
  readonly reason?: string | undefined;
  /** Whether the user may: without, it stays in its place and says who may. */
  readonly permission?: Permission;
  /** The key that does the same. */
  readonly keys?: string;
  readonly iconOnly?: boolean;
}

/** A button of a toolbar. Where the user has no right it can be focused, and tells why it does nothing. */
export function Action(props: ActionProps) {
  const { label, permission, reason, keys, iconOnly = false } = props;
  const t = useTexts(uiTexts);
  const refusal = permission?.allowed === false ? needsText(permission, t) : reason;
  const isWithheld = refusal !== undefined;
  const button = <ActionButton {...props} isWithheld={isWithheld} />;
  if (!iconOnly && !isWithheld && keys === undefined) return button;
  return (
    <TooltipTrigger delay={400}>
      {button}
      <Tooltip className="tooltip" offset={6}>
        {refusal ?? label} {keys !== undefined && !isWithheld && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}

function ActionButton(props: ActionProps & { readonly isWithheld: boolean }) {
  const { label, icon, onPress, isDisabled = false, iconOnly = false, isWithheld, keys } = props;
  return (
    <AriaButton
      className="button"
      {...(iconOnly && { 'data-square': true, 'aria-label': label })}
      {...(isWithheld && { 'aria-disabled': true })}
      {...(keys !== undefined && { 'data-keys': keys })}
      isDisabled={isDisabled && !isWithheld}
      onPress={() => !isWithheld && onPress()}
    >
      <Icon name={icon} />
      {!iconOnly && label}
    </AriaButton>
  );
}

function needsText({ roleGroups }: Permission, t: Texts<TextKey<typeof uiTexts>>): string {
  return roleGroups.length === 0 ? t('needsMore') : t('needs', { roleGroups: roleGroups.join(', ') });
}

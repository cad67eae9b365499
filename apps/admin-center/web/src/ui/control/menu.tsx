import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
} from 'react-aria-components';

import { Icon, type IconName } from '../look/icon.js';

export interface MenuProps {
  /** What the button shows. */
  readonly button: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that opens a menu of MenuItem and MenuChoice. */
export function Menu({ button, label, children }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className="button" aria-label={label}>
        {button}
        <Icon name="down" />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly onAction: () => void;
  readonly isDisabled?: boolean;
  /** The key that does the same. */
  readonly keys?: string;
}

export function MenuItem({ label, icon, keys, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem className="menu-item" textValue={label} {...props}>
      {icon && <Icon name={icon} />}
      {label}
      {keys !== undefined && <kbd className="end">{keys}</kbd>}
    </AriaMenuItem>
  );
}

export interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of several, inside a menu. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  const chosen = (keys: Selection): void => {
    const found = options.find((option) => keys !== 'all' && keys.has(option.value));
    if (found !== undefined) onChange(found.value);
  };
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={chosen}
    >
      <Header className="menu-head">{label}</Header>
      {options.map((option) => (
        <AriaMenuItem key={option.value} id={option.value} className="menu-item" textValue={option.label}>
          {({ isSelected }) => (
            <>
              <span className="tick">{isSelected && <Icon name="check" />}</span>
              {option.label}
            </>
          )}
        </AriaMenuItem>
      ))}
    </MenuSection>
  );
}

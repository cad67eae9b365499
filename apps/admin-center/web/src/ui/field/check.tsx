import { Checkbox } from 'react-aria-components';

import { Icon } from '../look/icon.js';

export interface CheckProps {
  readonly label: string;
  /** In a group of boxes, which knows what is selected. */
  readonly value?: string;
  readonly isSelected?: boolean;
  readonly onChange?: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Check({ label, ...props }: CheckProps) {
  return (
    <Checkbox className="check" {...props}>
      <span className="box">
        <Icon name="check" />
      </span>
      {label}
    </Checkbox>
  );
}

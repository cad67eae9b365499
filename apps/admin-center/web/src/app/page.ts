import type { ComponentType } from 'react';

import type { Order } from '../api/index.js';
import type { TextKey } from '../text/index.js';
import type { IconName } from '../ui/index.js';
import type { appTexts } from './app.text.js';

export type Title = TextKey<typeof appTexts>;

/** A page under its address; in the feature pane, in the tabs of its feature and in the palette. */
export interface Page {
  readonly path: `/${string}`;
  readonly title: Title;
  /** Whoever may not order it does not see the page; absent: everybody does. */
  readonly needs?: Order;
  /** Loaded when it is opened: a file of its own in the build. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** It is opened from another page only, and is no tab: `/tracking/$id`. */
  readonly isWithin?: true;
}

export interface Feature {
  readonly title: Title;
  readonly icon: IconName;
  /** Behind g: `g` `m` goes to Mail flow. */
  readonly key: string;
  /** It configures an organization: an Edge has no pages for that, as it has none at Exchange. */
  readonly isOfOrganization?: true;
  readonly pages: readonly Page[];
}

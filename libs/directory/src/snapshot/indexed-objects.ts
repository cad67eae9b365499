import type { ObjectKind, OrganizationObjects } from '../kinds/index.js';
import type { LayeredMap } from './layered-map.js';
import { ObjectLookup, type Found } from './object-lookup.js';

/** Maps by the names that placesOf gives them. */
export type ObjectMaps = ReadonlyMap<string, LayeredMap<Found>>;

/** All objects of one revision, in lists by kind and by their keys. It never changes: a draft becomes the next one. */
export class IndexedObjects extends ObjectLookup {
  constructor(
    readonly lists: OrganizationObjects,
    readonly maps: ObjectMaps,
  ) {
    super();
  }

  override at(map: string, key: string): Found | undefined {
    return this.maps.get(map)?.get(key);
  }

  override of<K extends ObjectKind>(kind: K): OrganizationObjects[K] {
    return this.lists[kind];
  }
}

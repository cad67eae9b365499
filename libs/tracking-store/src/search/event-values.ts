import { trackingFields, type TrackingField } from '@mailyard/tracking';

const places = Object.fromEntries(trackingFields.map((field, at) => [field, at])) as Readonly<
  Record<TrackingField, number>
>;

export function valueOf(values: readonly string[], field: TrackingField): string {
  return values[places[field]] ?? '';
}

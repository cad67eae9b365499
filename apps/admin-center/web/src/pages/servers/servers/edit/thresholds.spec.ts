import { thresholds } from './thresholds.js';

it('thresholds are rows of a list, and said back as they were; what is left out keeps its default', () => {
  const object = [
    { Resource: 'PrivateBytes', LowToMedium: 60, MediumToHigh: 80 },
    { Resource: 'UsedDiskSpace[logs]', HistoryDepth: 3 },
  ];
  const rows = thresholds.toText(object);
  expect(rows).toEqual(['PrivateBytes\t60\t80\t-\t-\t-', 'UsedDiskSpace[logs]\t-\t-\t-\t-\t3']);
  expect(thresholds.toValue(rows)).toEqual(object);
  expect(thresholds.toValue(['PrivateBytes\tmuch'])).toEqual([
    { Resource: 'PrivateBytes', LowToMedium: 'much' },
  ]);
});

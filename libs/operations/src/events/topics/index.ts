import type { TopicKind } from '../live-source.js';
import { attentionTopic, notificationsTopic } from './attention-topics.js';
import { directoryTopic } from './directory-topic.js';
import { searchTopic } from './found-messages-topic.js';
import { recentSeriesTopic, seriesTopic } from './series-topic.js';
import { activityTopic, operationsTopic, queuesTopic, servicesTopic } from './state-topics.js';
import { tailTopic } from './tail-topic.js';

/** All that can be listened to. */
export const topicKinds: readonly TopicKind[] = [
  queuesTopic,
  servicesTopic,
  activityTopic,
  operationsTopic,
  seriesTopic,
  recentSeriesTopic,
  directoryTopic,
  attentionTopic,
  notificationsTopic,
  searchTopic,
  tailTopic,
];

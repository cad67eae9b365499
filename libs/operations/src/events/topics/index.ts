import type { TopicKind } from '../live-source.js';
import { attentionTopic, notificationsTopic } from './attention-topics.js';
import { directoryTopic } from './directory-topic.js';
import { searchTopic } from './found-messages-topic.js';
import { seriesTopic } from './series-topic.js';
import { operationsTopic, queuesTopic, servicesTopic } from './state-topics.js';
import { tailTopic } from './tail-topic.js';

/** All that can be listened to. */
export const topicKinds: readonly TopicKind[] = [
  queuesTopic,
  servicesTopic,
  operationsTopic,
  seriesTopic,
  directoryTopic,
  attentionTopic,
  notificationsTopic,
  searchTopic,
  tailTopic,
];

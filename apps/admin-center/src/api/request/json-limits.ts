import type { RequestHandler } from 'express';

import { sendProblem } from '../answer/api-problems.js';

/** Parameters are lists of values, and those of a rule a little more. */
const depthMax = 64;
/** No order has so many parameters. */
const membersMax = 1_000;

/** RFC 8259 §9: what is read may be limited in depth; whoever looks at values does so level by level, and at each name. */
export const limitJson: RequestHandler = ({ body }, response, next) => {
  if (isWithinLimits(body)) {
    next();
    return;
  }
  const detail = `JSON is at most ${depthMax} levels deep here, and an object has at most ${membersMax} members.`;
  sendProblem(response, { type: 'about:blank', title: 'Bad Request', status: 400, detail });
};

export function isWithinLimits(value: unknown, depth = 1): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > depthMax) return false;
  const inner: readonly unknown[] = Object.values(value);
  const isSmall = Array.isArray(value) || inner.length <= membersMax;
  return isSmall && inner.every((each) => isWithinLimits(each, depth + 1));
}

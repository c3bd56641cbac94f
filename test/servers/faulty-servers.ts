/** Every faulty server: one fault each. */
import { accepted } from './faulty/accepted.ts';
import { answerTexts } from './faulty/answer-texts.ts';
import { answerTypes } from './faulty/answer-types.ts';
import { answerValues } from './faulty/answer-values.ts';
import { combined } from './faulty/combined.ts';
import { errorBodies } from './faulty/error-bodies.ts';
import { freshness } from './faulty/freshness.ts';
import { oddBodies } from './faulty/odd-bodies.ts';
import { protocol } from './faulty/protocol.ts';
import { refusedRequests } from './faulty/refused.ts';
import { requestForm } from './faulty/request-form.ts';
import { statuses } from './faulty/statuses.ts';
import { time } from './faulty/time.ts';
import { uniqueness } from './faulty/uniqueness.ts';
import type { FaultyServer } from './variant.ts';

export const faultyServers: readonly FaultyServer[] = [
  ...answerTypes,
  ...answerValues,
  ...answerTexts,
  ...accepted,
  ...refusedRequests,
  ...combined,
  ...statuses,
  ...errorBodies,
  ...uniqueness,
  ...freshness,
  ...protocol,
  ...requestForm,
  ...oddBodies,
  ...time,
];

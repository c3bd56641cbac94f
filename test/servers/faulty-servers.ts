/** Every faulty server: one fault each. */
import { accepted } from './faulty/accepted.ts';
import { afterAnother } from './faulty/after-another.ts';
import { answerEnums } from './faulty/answer-enums.ts';
import { answerTypes } from './faulty/answer-types.ts';
import { answerValues } from './faulty/answer-values.ts';
import { carriedOver } from './faulty/carried-over.ts';
import { combinedValues } from './faulty/combined-values.ts';
import { combined } from './faulty/combined.ts';
import { encodings } from './faulty/encodings.ts';
import { errorBodies } from './faulty/error-bodies.ts';
import { framing } from './faulty/framing.ts';
import { freshness } from './faulty/freshness.ts';
import { jsonTexts } from './faulty/json-texts.ts';
import { oddBodies } from './faulty/odd-bodies.ts';
import { openInputs } from './faulty/open-inputs.ts';
import { parallel } from './faulty/parallel.ts';
import { refusedRequests } from './faulty/refused.ts';
import { requestBodies } from './faulty/request-bodies.ts';
import { requestHeaders } from './faulty/request-headers.ts';
import { requestSpellings } from './faulty/request-spellings.ts';
import { statuses } from './faulty/statuses.ts';
import { textsCut } from './faulty/texts-cut.ts';
import { textsEncoded } from './faulty/texts-encoded.ts';
import { textsOpen } from './faulty/texts-open.ts';
import { textsRead } from './faulty/texts-read.ts';
import { textsRewritten } from './faulty/texts-rewritten.ts';
import { time } from './faulty/time.ts';
import { uniquenessInTime } from './faulty/uniqueness-in-time.ts';
import { uniquenessOfOthers } from './faulty/uniqueness-of-others.ts';
import { uniqueness } from './faulty/uniqueness.ts';
import type { FaultyServer } from './variant.ts';

const answers = [
  answerTypes,
  answerValues,
  answerEnums,
  textsCut,
  textsEncoded,
  textsRead,
  textsRewritten,
  textsOpen,
  encodings,
  jsonTexts,
  framing,
];
const requests = [
  accepted,
  refusedRequests,
  combined,
  combinedValues,
  statuses,
  errorBodies,
  oddBodies,
  openInputs,
  requestHeaders,
  requestBodies,
  requestSpellings,
];
const sequences = [
  uniqueness,
  uniquenessOfOthers,
  uniquenessInTime,
  freshness,
  carriedOver,
  time,
  afterAnother,
  parallel,
];

export const faultyServers: readonly FaultyServer[] = [answers, requests, sequences].flat(2);

/** The one table of what docpact says to people beside the terminal: the mock's page, and reports in HTML and Markdown. */
import { answerSentences } from './answer-sentences.ts';
import { caseSentences } from './case-sentences.ts';
import { causeSentences } from './cause-sentences.ts';
import { clauseSentences } from './clause-sentences.ts';
import { lawSentences } from './law-sentences.ts';
import type { Message } from './message.ts';
import { pactSentences } from './pact-sentences.ts';
import { pageWords } from './page-words.ts';
import { reportWords } from './report-words.ts';
import { runSentences } from './run-sentences.ts';

export const messages: readonly Message[] = [
  ...Object.values(pageWords),
  ...reportWords,
  ...clauseSentences,
  ...causeSentences,
  ...lawSentences,
  ...caseSentences,
  ...runSentences,
  ...pactSentences,
  ...answerSentences,
];

/** The content type is not the documented one. */
import { shorten } from '../../http/display/describe-exchange.ts';
import { claimedContent, documentedContents } from '../documented-content.ts';
import { answerClause, type Judge } from '../finding.ts';

export const contentType: Judge = (judged) => {
  const { documented, exchange } = judged;
  const contents = documentedContents(judged);
  if (!documented || contents.length === 0 || claimedContent(judged)) return [];
  const header = [exchange.response?.headers['content-type'] ?? []].flat().join(', ');
  return [
    {
      kind: 'content-type',
      clause: answerClause(judged, documented, { at: ['body'], kind: 'media-type' }),
      message: header === '' ? 'the answer does not say what type it is' : `the answer is ${shorten(header)}`,
      expected: contents.map(({ mediaType }) => mediaType).join(' or '),
      actual: header === '' ? 'no content-type' : shorten(header),
    },
  ];
};

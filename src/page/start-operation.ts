/** An operation at its request line: what the lines before it have said. */
import type { Heading } from './block.ts';
import type { OperationDraft } from './operation-draft.ts';
import type { RequestLine } from './request-line.ts';

export interface OperationStart {
  request: RequestLine;
  line: number;
  id: string | undefined;
  tag: string | undefined;
  /** The heading that is the operation's own. */
  heading: Heading | undefined;
  /** Lines of text before the request line. */
  intro: readonly string[];
  /** What the operation is called where nothing above names it. */
  fallback: string;
}

/** Its own heading names it, else the first line of its introduction. */
export function startOperation(start: OperationStart): OperationDraft {
  const { request, line, id, tag, heading, intro, fallback } = start;
  const own = heading?.text.replace(/^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE)\s+(?=\S)/, '');
  const [summary = fallback, ...description] = own === undefined ? intro : [own, ...intro];
  return {
    id,
    summary,
    description,
    tag,
    request,
    line,
    parameters: [],
    parameterValues: [],
    bodyExample: undefined,
    responses: [],
    headers: [],
    structures: new Map(),
    examples: [],
  };
}

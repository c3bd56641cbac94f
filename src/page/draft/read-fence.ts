/** Reads a code block of a page: an example of a body, of an answer, or of a model. */
import type { Fence } from '../scan/block.ts';
import { sectionOf, statusIn } from '../text/section.ts';
import type { PageState } from './page-state.ts';

export function readFence(state: PageState, block: Fence): void {
  const fence = dropHead(state, block);
  const { title, line } = fence;
  const role = fenceRole(fence, state);
  const { diagnose, account } = state;
  if (fence.language === 'xml' && role !== 'none') {
    diagnose('other-language', { line, found: 'an example in XML', taken: 'nothing: it is left out' });
    account.leaveOut(line);
    return;
  }
  switch (role) {
    case 'model':
      return takeModelExample(state, fence);
    case 'body':
      if (state.section === 'parameters' && title === '' && !state.filled) {
        diagnose('swapped-parts', {
          line,
          found: 'an example where the parameters stand',
          taken: 'an example of the body',
        });
      }
      return takeBodyExample(state, fence);
    case 'answer':
      if (!state.operation) return;
      state.operation.examples.push({ status: statusIn(title) ?? state.status, fence });
      account.read(line, state.became('an example of an answer'));
      return;
    case 'envelope':
      state.draft.common.envelopeExample ??= fence;
      account.read(line, { as: 'what every answer has' });
      return;
    case 'code-sample':
      if (isExample(fence))
        diagnose('code-sample', { line, found: fence.text.trim(), taken: 'nothing: a sample of code' });
      account.leaveOut(line);
  }
}

function takeBodyExample(state: PageState, fence: Fence): void {
  const { operation, account, diagnose } = state;
  const { line } = fence;
  if (!operation) return;
  if (operation.bodyExample) {
    diagnose('second-example', {
      line,
      found: fence.text.trim(),
      taken: 'nothing: the first example of the body holds',
      lost: [line],
    });
    return;
  }
  operation.bodyExample = fence;
  account.read(line, state.became('an example of the body'));
}

function takeModelExample(state: PageState, fence: Fence): void {
  const model = state.model;
  if (!model) return;
  if (state.section === 'properties' && model.segments.length === 0) {
    state.diagnose('swapped-parts', {
      line: fence.line,
      found: 'an example where the properties stand',
      taken: `an example of ${model.name}`,
    });
  }
  model.example ??= fence;
  state.account.read(fence.line, state.became('an example'));
}

/** `HTTP/1.1 200 OK`, headers, and then the body of an answer: the block is the body alone. */
function dropHead(state: PageState, fence: Fence): Fence {
  const start = fence.text.slice(0, 2000);
  const [, status] = /^\s*HTTP\/[\d.]+\s+([1-5]\d\d)\b/.exec(start) ?? [];
  if (status === undefined) return fence;
  state.status = status;
  state.section = 'response-example';
  const body = fence.text.search(/\n\s*[[{]/);
  return { ...fence, language: 'json', text: body === -1 ? '' : fence.text.slice(body + 1) };
}

type FenceRole = 'body' | 'answer' | 'model' | 'envelope' | 'code-sample' | 'none';

/** What a code block is, or is an example of: by its own title, else by what stands around it. */
function fenceRole(fence: Fence, { section, model, operation, diagnose }: PageState): FenceRole {
  const { title } = fence;
  const titled = title === '' ? undefined : sectionOf(title);
  if (titled === 'body-example' || titled === 'parameters') return 'body';
  if (titled !== undefined || statusIn(title) !== undefined) return 'answer';
  if (!isExample(fence)) return 'code-sample';
  if (section === undefined) return 'none';
  if (model) return 'model';
  if (section === 'intro' && operation && ['get', 'head', 'delete'].includes(operation.request.method ?? '')) {
    const found = 'an example of which nothing says what it is of';
    diagnose('unplaced-example', { line: fence.line, found, taken: 'an example of an answer' });
    return 'answer';
  }
  return roles[section] ?? 'answer';
}

const roles: Partial<Record<NonNullable<PageState['section']>, FenceRole>> = {
  'body-example': 'body',
  intro: 'body',
  parameters: 'body',
  'request-line': 'body',
  media: 'body',
  envelope: 'envelope',
  authorization: 'code-sample',
  base: 'code-sample',
  errors: 'none',
  enumeration: 'none',
  code: 'none',
  remarks: 'none',
};

/** Languages in which an example may be written. */
const dataLanguages = new Set(['', 'json', 'json5', 'jsonc', 'yaml', 'yml', 'text', 'txt', 'xml']);
/** Languages that people choose for the colours of JSON. */
const colourful = new Set([
  'js',
  'javascript',
  'http',
  'java',
  'typescript',
  'ts',
  'php',
  'python',
  'kotlin',
  'go',
  'shell',
  'bash',
]);

/** Whether a block shows data; others are samples of code. */
export function isExample({ language, text }: Fence): boolean {
  const start = text.slice(0, 4000).trimStart();
  if (language === '' || language === 'text' || language === 'txt') {
    return (
      /^(?:[[{"]|<\?xml|HTTP\/)/.test(start) ||
      (language === '' && /^[\w.-]+:\s/.test(start)) ||
      /^-?\d+(?:\.\d+)?$|^(?:true|false|null)$/.test(start.trim())
    );
  }
  if (dataLanguages.has(language)) return true;
  return (
    colourful.has(language) &&
    (/^HTTP\/\d/.test(start) ||
      (/^[[{]/.test(start) &&
        /[\]}]\s*;?\s*$/.test(text.trimEnd().slice(-20)) &&
        /^[[{]\s*(?:["'\]}[{]|\/[/*]|\w+\s*:)/.test(start)))
  );
}

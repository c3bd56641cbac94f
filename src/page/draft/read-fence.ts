/** Reads a code block of a page: a request line, or an example. */
import type { Fence } from '../scan/block.ts';
import { isRequestFence, isRequestLine, readRequestLine } from '../text/request-line.ts';
import { sectionOf, statusIn } from '../text/section.ts';
import type { PageState } from './page-state.ts';

export function readFence(state: PageState, fence: Fence): void {
  const { title, line } = fence;
  const role = fenceRole(fence, state);
  if (fence.language === 'xml' && role !== 'none') {
    state.diagnose('other-language', { line, found: 'an example in XML', taken: 'nothing: it is left out' });
    return;
  }
  switch (role) {
    case 'request-line':
      return takeRequestLine(state, fence);
    case 'model':
      return takeModelExample(state, fence);
    case 'body':
      if (state.section === 'parameters' && title === '' && !state.filled) {
        state.diagnose('swapped-parts', {
          line,
          found: 'an example where the parameters stand',
          taken: 'an example of the body',
        });
      }
      if (state.operation) state.operation.bodyExample ??= fence;
      return;
    case 'answer':
      if (state.section === 'responses' && title === '' && !state.filled) {
        state.diagnose('swapped-parts', {
          line,
          found: 'an example where the answers stand',
          taken: 'an example of an answer',
        });
      }
      state.operation?.examples.push({ status: statusIn(title) ?? state.status, fence });
  }
}

function takeRequestLine(state: PageState, { text, line }: Fence): void {
  const start = text.trimStart();
  const at = line + 1 + text.slice(0, text.length - start.length).split('\n').length - 1;
  const [first = '', ...others] = start.split('\n');
  for (const [index, other] of others.entries()) {
    if (!isRequestLine(other)) continue;
    state.diagnose('no-operation', { line: at + 1 + index, found: other, taken: 'nothing: a block is one operation' });
  }
  const request = readRequestLine(first, { line: at, diagnose: state.diagnose });
  if (request) state.startOperation(request, at);
  else state.diagnose('no-operation', { line, found: start, taken: 'nothing: this is no request line' });
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
}

type FenceRole = 'request-line' | 'body' | 'answer' | 'model' | 'none';

/** What a code block is, or is an example of: by its own title, else by what stands around it. */
function fenceRole(fence: Fence, { section, model }: PageState): FenceRole {
  const { title, language } = fence;
  if (isRequestFence(fence)) return 'request-line';
  const titled = title === '' ? undefined : sectionOf(title);
  if (titled === 'body-example' || titled === 'parameters') return 'body';
  if (titled !== undefined || statusIn(title) !== undefined) return 'answer';
  if (!dataLanguages.has(language) || section === undefined) return 'none';
  if (model) return 'model';
  return ['body-example', 'intro', 'parameters'].includes(section) ? 'body' : 'answer';
}

/** Others are code samples. */
const dataLanguages = new Set(['', 'json', 'json5', 'jsonc', 'yaml', 'yml', 'text', 'txt', 'xml']);

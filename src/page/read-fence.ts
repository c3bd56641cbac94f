/** Reads a code block of a page: a request line, or an example. */
import type { Fence } from './block.ts';
import { fenceRole } from './fence-role.ts';
import type { PageState } from './page-state.ts';
import { isRequestLine, readRequestLine } from './request-line.ts';
import { statusIn } from './section.ts';

export function readFence(state: PageState, fence: Fence): void {
  const { title, line } = fence;
  const role = fenceRole(fence, { section: state.section, inModel: state.model !== undefined });
  if (fence.language === 'xml' && role !== 'none') {
    state.report('other-language', line, 'an example in XML', 'nothing: it is left out');
    return;
  }
  switch (role) {
    case 'request-line':
      return takeRequestLine(state, fence);
    case 'model':
      return takeModelExample(state, fence);
    case 'body':
      if (state.section === 'parameters' && title === '' && !state.filled) {
        state.report('swapped-parts', line, 'an example where the parameters stand', 'an example of the body');
      }
      if (state.operation) state.operation.bodyExample ??= fence;
      return;
    case 'answer':
      if (state.section === 'responses' && title === '' && !state.filled) {
        state.report('swapped-parts', line, 'an example where the answers stand', 'an example of an answer');
      }
      state.operation?.examples.push({ status: statusIn(title) ?? state.status, fence });
  }
}

function takeRequestLine(state: PageState, { text, line }: Fence): void {
  const start = text.trimStart();
  const at = line + 1 + text.slice(0, text.length - start.length).split('\n').length - 1;
  const [first = '', ...others] = start.split('\n');
  for (const [index, other] of others.entries()) {
    if (isRequestLine(other)) state.report('no-operation', at + 1 + index, other, 'nothing: a block is one operation');
  }
  const request = readRequestLine(first, at, state.report);
  if (request) state.startOperation(request, at);
  else state.report('no-operation', line, start, 'nothing: this is no request line');
}

function takeModelExample(state: PageState, fence: Fence): void {
  const model = state.model;
  if (!model) return;
  if (state.section === 'properties' && model.segments.length === 0) {
    state.report('swapped-parts', fence.line, 'an example where the properties stand', `an example of ${model.name}`);
  }
  model.example ??= fence;
}

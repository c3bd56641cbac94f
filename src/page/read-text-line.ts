/** Reads a line of a page’s text: a request line, what it calls the next block, or prose. */
import type { Text } from './block.ts';
import { plainText } from './clean-text.ts';
import { idIn, type PageState } from './page-state.ts';
import { isRequestLine, readRequestLine } from './request-line.ts';
import { compositionOf, sectionOf, statusIn } from './section.ts';

export function readTextLine(state: PageState, block: Text): void {
  const { text, line, quoted } = block;
  takeAnchors(state, block.anchors);
  const words = plainText(text);
  if (words === '') return;
  if (isRequestLine(text)) {
    const request = readRequestLine(text, line, state.report);
    if (request) state.startOperation(request, line);
    return;
  }
  const label = compositionOf(words);
  if (label !== undefined) {
    state.label = label === 'oneOf' ? readAlternatives(state, words, line) : label;
    return;
  }
  const section = sectionOf(words);
  if (section !== undefined) return state.enter(section, words);
  const status = statusIn(words);
  if (status !== undefined && (quoted || /^(?:状态码|(?:http )?status)/i.test(words))) {
    state.status = status;
    if (quoted && !state.model) state.section = 'response-example';
    return;
  }
  if (state.section === 'structure' && /^\*[^*]+\*$/.test(text)) state.title = words;
  else if (!quoted) takeProse(state, text, words);
}

/** Alternatives that a member's value tells apart may be alike in all else, so that a value fits several of them. */
function readAlternatives({ report }: PageState, words: string, line: number): 'oneOf' | 'anyOf' {
  if (!/discriminator/i.test(words)) return 'oneOf';
  report('discriminator', line, words, 'any of them, whatever that member holds');
  return 'anyOf';
}

function takeAnchors(state: PageState, anchors: readonly string[]): void {
  state.id = idIn(anchors) ?? state.id;
  state.model?.anchors.push(...anchors);
}

function takeProse(state: PageState, text: string, words: string): void {
  if (state.model && state.section === 'models') state.model.description.push(words);
  else if (state.section === 'intro' && state.operation && !state.model) {
    const italic = /^\*[^*]+\*$/.test(text);
    if (italic && state.operation.description.length === 0) state.operation.summary = words;
    else state.operation.description.push(words);
  } else if (!state.operation && !state.model) state.intro.push(words);
}

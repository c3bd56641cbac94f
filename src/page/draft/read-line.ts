/** Reads a line of a page: a heading, a request line, what a line calls the next block, or prose. */
import type { Heading, Text } from '../scan/block.ts';
import { plainText } from '../text/clean-text.ts';
import { isRequestLine, readRequestLine } from '../text/request-line.ts';
import { compositionOf, isModelAnchor, operationIdIn, sectionOf, statusIn } from '../text/section.ts';
import type { PageState } from './page-state.ts';

/** What comes after a heading, before the next one that would change its meaning. */
export interface Ahead {
  /** Whether a request line comes before a heading that is no introduction. */
  opensOperation: boolean;
  /** Whether the properties of a model come before any other heading. */
  opensModel: boolean;
}

/** A section begins, an operation, or a model. */
export function readHeading(state: PageState, heading: Heading, { opensOperation, opensModel }: Ahead): void {
  const announced = sectionOf(heading.text);
  // Among models, one may be called as a section is.
  const isName = state.amongModels && announced !== 'properties' && opensModel;
  const section = isName ? undefined : announced;
  if (section !== undefined && !opensOperation) return state.enter(section, heading.text);
  if (section !== undefined) {
    state.endModel();
    state.amongModels = false;
    state.enter('intro', heading.text);
    return;
  }
  state.endModel();
  if (opensOperation) {
    state.endOperation();
    state.amongModels = false;
    state.enter('intro', heading.text);
    state.heading = heading;
    state.id = operationIdIn(heading.anchors);
    state.intro = [];
  } else if (state.amongModels || heading.anchors.some(isModelAnchor) || opensModel) {
    state.startModel(heading);
  } else {
    if (heading.level === 1) state.tag = heading.text;
    state.section = undefined;
    state.filled = false;
  }
}

export function readTextLine(state: PageState, block: Text): void {
  const { text, line, quoted } = block;
  takeAnchors(state, block.anchors);
  const words = plainText(text);
  if (words === '') return;
  if (isRequestLine(text)) {
    const request = readRequestLine(text, { line, diagnose: state.diagnose });
    if (request) state.startOperation(request, line);
    return;
  }
  const composition = compositionOf(words);
  if (composition !== undefined) {
    state.composition = composition === 'oneOf' ? readAlternatives(state, words, line) : composition;
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
function readAlternatives({ diagnose }: PageState, words: string, line: number): 'oneOf' | 'anyOf' {
  if (!/discriminator/i.test(words)) return 'oneOf';
  diagnose('discriminator', { line, found: words, taken: 'any of them, whatever that member holds' });
  return 'anyOf';
}

function takeAnchors(state: PageState, anchors: readonly string[]): void {
  state.id = operationIdIn(anchors) ?? state.id;
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

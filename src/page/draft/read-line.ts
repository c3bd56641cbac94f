/** Reads a line of a page: a heading, what a line calls the next block, an item of a list, or prose. */
import type { Heading, Text } from '../scan/block.ts';
import { plainText } from '../text/clean-text.ts';
import { readLabel, type Labelled } from '../text/label.ts';
import { compositionOf, isModelAnchor, looseSectionOf, operationIdIn, sectionOf, statusIn } from '../text/section.ts';
import { isKnownType } from '../text/read-type.ts';
import type { PageState } from './page-state.ts';
import { readItem } from './read-item.ts';

/** What comes after a heading, before the next one that would change its meaning. */
export interface Ahead {
  /** Whether a request line comes before a heading that is no introduction. */
  opensOperation: boolean;
  /** Whether the properties of a model come before any other heading. */
  opensModel: boolean;
  /** Whether the next table, before any other heading, is one of fields. */
  holdsFields: boolean;
}

/** A section begins, an operation, or a model. */
export function readHeading(state: PageState, heading: Heading, ahead: Ahead): void {
  const { text, level, anchors } = heading;
  const { opensOperation, opensModel, holdsFields } = ahead;
  const announced = sectionOf(text);
  // Among models, one may be called as a section is.
  const isBelow = level > state.modelLevel && holdsFields;
  const isName =
    state.amongModels && announced !== 'properties' && announced !== 'enumeration' && (opensModel || isBelow);
  const section = isName ? undefined : announced;
  if (section === 'models' && anchors.length > 0 && (opensModel || holdsFields)) {
    state.enter('models', text, level);
    state.startModel({ ...heading, text: anchors[0] as string });
    return;
  }
  if (section !== undefined && !opensOperation) return state.enter(section, text, level);
  if (section !== undefined) {
    state.endModel();
    state.amongModels = false;
    state.enter('intro', text, level);
    return;
  }
  state.endModel();
  const [, enumerated] = /^enum:\s*(\S+)$/i.exec(text) ?? [];
  if (opensOperation) {
    state.endOperation();
    state.amongModels = false;
    state.enter('intro', text, level);
    state.heading = heading;
    state.id = operationIdIn(anchors);
    state.intro = [];
  } else if (enumerated !== undefined) {
    state.startModel({ ...heading, text: enumerated });
  } else if ((state.amongModels && level > state.modelLevel) || anchors.some(isModelAnchor) || opensModel) {
    state.startModel(heading);
  } else {
    passHeading(state, heading);
  }
}

/** A heading that names nothing known: it may end the operation, or say in other words what comes. */
function passHeading(state: PageState, heading: Heading): void {
  const { text, level, line } = heading;
  if (/^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\s+\S/.test(text)) {
    state.diagnose('unread-operation', { line, found: text, taken: 'nothing: no request line stands below it' });
    state.endOperation();
  }
  state.passHeading(heading);
  const status = state.operation && statusIn(text);
  const loose = state.operation && (status === undefined ? looseSectionOf(text) : 'responses');
  if (loose) {
    state.enter(loose, text);
    state.status = status;
    return;
  }
  if (level === 1) state.tag = text;
  state.section = undefined;
  state.place = undefined;
  state.filled = false;
}

export function readTextLine(state: PageState, block: Text): void {
  const { text, line, quoted, bullet } = block;
  takeAnchors(state, block.anchors);
  const words = plainText(text);
  if (words === '') return;
  const read = (as: string): void => state.account.read(line, state.became(as));
  if (
    state.amongModels &&
    state.section === 'models' &&
    /^\*\*[^*]+\*\*$/.test(text.trim()) &&
    sectionOf(words) === undefined
  ) {
    state.startModel({ text: words, anchors: block.anchors, line });
    return read('a model');
  }
  const composition = compositionOf(words);
  if (composition !== undefined) {
    state.composition = composition === 'oneOf' ? readAlternatives(state, words, line) : composition;
    return read('a composition');
  }
  const section = sectionOf(words);
  const status = statusIn(words);
  if (section !== undefined) {
    state.enter(section, words);
    if (status !== undefined && !/^\d/.test(words)) state.status = status;
    return read('what comes below it');
  }
  if (status !== undefined && announcesStatus(state, block, words)) {
    state.status = status;
    if (state.section !== 'structure' && !state.model) state.section = 'response-example';
    return read('the status of what comes below it');
  }
  const labelled = readLabel(words);
  if (labelled && takeLabel(state, labelled)) return read('what its label says');
  if (bullet && readItem(state, block)) return read('a field');
  const loose = state.operation && isLabelLine(text, words, quoted) ? looseSectionOf(words) : undefined;
  if (loose) {
    state.enter(loose, words);
    return read('what comes below it');
  }
  if (state.section === 'structure' && /^\*[^*]+\*$/.test(text)) state.title = words;
  else if (!quoted) takeProse(state, block, words);
}

/** The type of an answer, or a link to it, that stands by itself. */
function isTypeAlone(text: string): boolean {
  return text.length < 200 && (/^\[[^\s]+\]\([^\s]+\)$/.test(text) || isKnownType(text));
}

/** A line that is nothing but what it calls the next block. */
function isLabelLine(text: string, words: string, quoted: boolean): boolean {
  return (
    quoted ||
    /[:：]\s*\**$/.test(text) ||
    /^\*\*[^*]+\*\*\s*[:：]?$/.test(text.trim()) ||
    /^(?:the )?above .* returns/i.test(words)
  );
}

function announcesStatus({ operation }: PageState, { quoted, text }: Text, words: string): boolean {
  if (quoted || /^(?:状态码|(?:http )?status)/i.test(words)) return true;
  if (!operation || words.length > 60) return false;
  return (
    /^[^a-z0-9]*(?:success|error|failure|response|returns?|code|成功|失败|错误|返回|响应|https?\/)/i.test(words) ||
    /[:：]\s*\**$/.test(text)
  );
}

/** What a label says of an operation, or of the page; false where nothing takes it. */
function takeLabel(state: PageState, { label, value }: Labelled): boolean {
  const { operation, draft } = state;
  if (label === 'base' && value !== '') {
    draft.common.servers.push(value);
    return true;
  }
  if (label === 'media' && operation) {
    operation.media = value;
    return true;
  }
  if (label === 'description' && operation && value !== '' && state.section === 'intro') {
    operation.description.push(value);
    return true;
  }
  return false;
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

const CREDENTIAL =
  /(?:^|[\s`"'(（])(Authorization|X-[A-Za-z-]*(?:Key|Token)|api[_-]key)`?\s*[:：]\s*`?((?:Bearer|Basic|Token)\b[^`\n]*|[^\s`，。]+)/i;

function takeProse(state: PageState, { text, line, bullet }: Text, words: string): void {
  const { operation, model, section, draft, account } = state;
  if (model && section === 'models') {
    model.description.push(words);
    account.read(line, state.became('a description'));
  } else if (section === 'intro' && operation && !model) {
    const italic = /^\*[^*]+\*$/.test(text);
    if (italic && operation.description.length === 0) operation.summary = words;
    else operation.description.push(words);
    account.read(line, state.became('a description'));
  } else if (section === 'authorization' && !operation) {
    const [, name, value] = CREDENTIAL.exec(words) ?? [];
    if (name !== undefined && value !== undefined) draft.common.credentials.push({ name, value: value.trim(), line });
    account.asProse(line);
  } else if ((section === 'base' || /^all uris are relative to/i.test(words)) && !operation) {
    draft.common.servers.push(words);
    account.read(line, { as: 'a base address' });
  } else if (section === 'structure' && operation && isTypeAlone(text.trim())) {
    operation.returned = { type: text.trim(), line };
    account.read(line, state.became('the type of an answer'));
  } else if (!operation && !model) {
    state.intro.push(words);
    if (bullet) account.asProse(line);
  } else if (bullet && !['parameters', 'structure', 'responses', 'errors', 'enumeration'].includes(section ?? '')) {
    account.asProse(line);
  }
}

/** Walks over the blocks of a page and gathers operations and models: headings say what is meant, columns say what it is. */
import type { Report } from './anomaly.ts';
import type { Block, Fence, Heading, Table, Text } from './block.ts';
import { plainText } from './clean-text.ts';
import { finishModel } from './finish-model.ts';
import { finishOperation } from './finish-operation.ts';
import { lookAhead, type Ahead } from './look-ahead.ts';
import { startTable, type ModelDraft, type OperationDraft, type TableDraft } from './operation-draft.ts';
import type { Page } from './page.ts';
import { readEnumRows } from './read-enum-rows.ts';
import { readHeaders } from './read-headers.ts';
import { readResponses } from './read-responses.ts';
import { readRows } from './read-rows.ts';
import type { FieldPlace } from './field.ts';
import { fenceRole } from './fence-role.ts';
import { startOperation } from './start-operation.ts';
import { isRequestLine, readRequestLine, type RequestLine } from './request-line.ts';
import { compositionOf, placeOf, sectionOf, statusIn, type Composition, type Section } from './section.ts';
import { tableKind } from './table-kind.ts';

export interface PageContext {
  file: string;
  name: string;
  title: string;
  report: Report;
}

export class PageReader {
  readonly #context: PageContext;
  readonly #report: Report;
  readonly #page: Page;
  #ahead: Ahead = { opensOperation: () => false, opensModel: () => false };
  #section: Section | undefined;
  /** Where the parameters of the next table stand, as the line above it says. */
  #place: FieldPlace | undefined;
  /** What the line above the next table calls it. */
  #title = '';
  #status: string | undefined;
  #label: Composition | undefined;
  /** The heading that the next operation may have. */
  #heading: Heading | undefined;
  #tag: string | undefined;
  #id: string | undefined;
  #intro: string[] = [];
  #operation: OperationDraft | undefined;
  #model: ModelDraft | undefined;
  #amongModels = false;
  /** Whether something stood under the present heading already. */
  #filled = false;
  /** Takes the next table of enumerated values. */
  #values: Pick<TableDraft, 'values'> | undefined;

  constructor(context: PageContext) {
    const { file, name, title, report } = context;
    this.#context = context;
    this.#report = report;
    this.#page = { file, name, title, operations: [], models: [] };
  }

  read(blocks: readonly Block[]): Page {
    this.#ahead = lookAhead(blocks);
    for (const [index, block] of blocks.entries()) {
      if (block.kind === 'heading') this.#readHeading(block, index);
      else if (block.kind === 'text') this.#readText(block);
      else if (block.kind === 'fence') this.#readFence(block);
      else this.#readTable(block);
    }
    this.#endModel();
    this.#endOperation();
    return this.#page;
  }

  #readHeading(heading: Heading, index: number): void {
    const announced = sectionOf(heading.text);
    // Among models, one may be called as a section is.
    const isName = this.#amongModels && announced !== 'properties' && this.#ahead.opensModel(index);
    const section = isName ? undefined : announced;
    if (section !== undefined && !this.#ahead.opensOperation(index)) return this.#enter(section, heading.text);
    if (section !== undefined) {
      this.#endModel();
      this.#amongModels = false;
      this.#enter('intro', heading.text);
      return;
    }
    this.#endModel();
    if (this.#ahead.opensOperation(index)) {
      this.#endOperation();
      this.#amongModels = false;
      this.#enter('intro', heading.text);
      this.#heading = heading;
      this.#id = idIn(heading.anchors);
      this.#intro = [];
    } else if (this.#amongModels || heading.anchors.some(isModelAnchor) || this.#ahead.opensModel(index)) {
      this.#startModel(heading);
    } else {
      if (heading.level === 1) this.#tag = heading.text;
      this.#section = undefined;
      this.#filled = false;
    }
  }

  #enter(section: Section, text: string): void {
    this.#filled = false;
    this.#label = undefined;
    if (section === 'models') {
      this.#endModel();
      this.#amongModels = true;
    } else if (!['properties', 'enumeration', 'code', 'response-example'].includes(section)) {
      this.#endModel();
      this.#amongModels = false;
    }
    if (section === 'structure') this.#status = undefined;
    this.#place = placeOf(text);
    if (section !== 'enumeration') this.#section = section;
  }

  #readText(block: Text): void {
    const { text, line, quoted } = block;
    this.#takeAnchors(block.anchors);
    const words = plainText(text);
    if (words === '') return;
    if (isRequestLine(text)) {
      const request = readRequestLine(text, line, this.#report);
      if (request) this.#startOperation(request, line);
      return;
    }
    const label = compositionOf(words);
    if (label !== undefined) {
      this.#label = label;
      return;
    }
    const section = sectionOf(words);
    if (section !== undefined) return this.#enter(section, words);
    const status = statusIn(words);
    if (status !== undefined && (quoted || /^(?:状态码|(?:http )?status)/i.test(words))) {
      this.#status = status;
      if (quoted && !this.#model) this.#section = 'response-example';
      return;
    }
    if (this.#section === 'structure' && /^\*[^*]+\*$/.test(text)) this.#title = words;
    else if (!quoted) this.#takeProse(text, words);
  }

  #takeAnchors(anchors: readonly string[]): void {
    this.#id = idIn(anchors) ?? this.#id;
    this.#model?.anchors.push(...anchors);
  }

  #takeProse(text: string, words: string): void {
    if (this.#model && this.#section === 'models') this.#model.description.push(words);
    else if (this.#section === 'intro' && this.#operation && !this.#model) {
      const italic = /^\*[^*]+\*$/.test(text);
      if (italic && this.#operation.description.length === 0) this.#operation.summary = words;
      else this.#operation.description.push(words);
    } else if (!this.#operation && !this.#model) this.#intro.push(words);
  }

  #readFence(fence: Fence): void {
    const { title, line } = fence;
    switch (fenceRole(fence, { section: this.#section, inModel: this.#model !== undefined })) {
      case 'request-line':
        return this.#takeRequestLine(fence);
      case 'model':
        return this.#takeModelExample(fence);
      case 'body':
        if (this.#section === 'parameters' && title === '' && !this.#filled) {
          this.#report('swapped-parts', line, 'an example where the parameters stand', 'an example of the body');
        }
        if (this.#operation) this.#operation.bodyExample ??= fence;
        return;
      case 'answer':
        if (this.#section === 'responses' && title === '' && !this.#filled) {
          this.#report('swapped-parts', line, 'an example where the answers stand', 'an example of an answer');
        }
        this.#operation?.examples.push({ status: statusIn(title) ?? this.#status, fence });
    }
  }

  #takeRequestLine({ text, line }: Fence): void {
    const start = text.trimStart();
    const at = line + 1 + text.slice(0, text.length - start.length).split('\n').length - 1;
    const [first = '', ...others] = start.split('\n');
    for (const [index, other] of others.entries()) {
      if (isRequestLine(other))
        this.#report('no-operation', at + 1 + index, other, 'nothing: a block is one operation');
    }
    const request = readRequestLine(first, at, this.#report);
    if (request) this.#startOperation(request, at);
    else this.#report('no-operation', line, start, 'nothing: this is no request line');
  }

  #takeModelExample(fence: Fence): void {
    const model = this.#model;
    if (!model) return;
    if (this.#section === 'properties' && model.segments.length === 0) {
      this.#report('swapped-parts', fence.line, 'an example where the properties stand', `an example of ${model.name}`);
    }
    model.example ??= fence;
  }

  #readTable(table: Table): void {
    const label = this.#label;
    this.#label = undefined;
    const filled = this.#filled;
    this.#filled = true;
    switch (tableKind(table)) {
      case 'enumeration':
        if (this.#values) for (const row of readEnumRows(table, this.#report)) this.#values.values.push(row);
        return;
      case 'parameters':
        return this.#takeParameters(table);
      case 'responses':
        if (this.#section !== 'responses' && this.#section !== undefined && !filled) {
          this.#report('swapped-parts', table.line, 'a table of answers under another heading', 'the answers');
        }
        for (const response of readResponses(table, this.#report)) this.#operation?.responses.push(response);
        return;
      case 'headers':
        this.#operation?.headers.push(...readHeaders(table, this.#report));
        return;
      case 'fields':
        return this.#takeFields(table, label);
      default:
        this.#report('unread-table', table.line, table.header.join('|'), 'nothing');
    }
  }

  #takeParameters(table: Table): void {
    const operation = this.#operation;
    if (!operation) return;
    const rows = readRows(table, this.#report);
    for (const row of rows) operation.parameters.push(row);
    this.#values = { values: operation.parameterValues };
  }

  #takeFields(table: Table, label: Composition | undefined): void {
    const operation = this.#operation;
    if (!this.#model && operation && (this.#section === 'parameters' || this.#section === 'intro')) {
      const place = this.#place;
      if (place === undefined)
        this.#report('missing-place', table.line, table.header.join('|'), 'each place by path and method');
      const rows = readRows(table, this.#report);
      for (const row of rows) operation.parameters.push(place === undefined ? row : { ...row, place });
      this.#values = { values: operation.parameterValues };
      return;
    }
    const target = this.#model ?? this.#structure(table.line);
    if (!target)
      return this.#report('unread-table', table.line, table.header.join('|'), 'nothing: it belongs to no operation');
    if (this.#model && this.#section === 'models' && this.#model.example === undefined && label === undefined) {
      this.#report(
        'swapped-parts',
        table.line,
        'a table where the example stands',
        `the properties of ${this.#model.name}`,
      );
    }
    target.segments.push({ label, rows: readRows(table, this.#report) });
    this.#values = target;
  }

  #structure(line: number): TableDraft | undefined {
    if (this.#amongModels) return this.#startModel({ text: `${this.#context.name}Model`, anchors: [], line });
    const operation = this.#operation;
    if (!operation) return undefined;
    const key = this.#status ?? '';
    const known = operation.structures.get(key);
    const made = known ?? { ...startTable(line), title: this.#title };
    this.#title = '';
    if (!known) operation.structures.set(key, made);
    return made;
  }

  #startModel({ text, anchors, line }: Pick<Heading, 'text' | 'anchors' | 'line'>): ModelDraft {
    const after = this.#page.operations.length + (this.#operation ? 0 : -1);
    this.#model = {
      ...startTable(line),
      name: text,
      anchors: [...anchors],
      after,
      description: [],
      example: undefined,
    };
    this.#section = 'models';
    this.#filled = false;
    return this.#model;
  }

  #endModel(): void {
    if (this.#model) this.#page.models.push(...finishModel(this.#model, this.#report));
    this.#model = undefined;
  }

  #startOperation(request: RequestLine, line: number): void {
    this.#endOperation();
    this.#endModel();
    this.#amongModels = false;
    const { title, name } = this.#context;
    this.#operation = startOperation({
      request,
      line,
      id: this.#id,
      tag: this.#tag,
      heading: this.#heading,
      intro: this.#intro,
      fallback: title === '' ? name : title,
    });
    this.#heading = undefined;
    this.#id = undefined;
    this.#intro = [];
    this.#status = undefined;
    this.#section = 'intro';
  }

  #endOperation(): void {
    if (this.#operation) this.#page.operations.push(finishOperation(this.#operation, this.#report));
    this.#operation = undefined;
  }
}

const isModelAnchor = (anchor: string): boolean => /^(?:schema|tocS)/i.test(anchor);

function idIn(anchors: readonly string[]): string | undefined {
  return anchors.find((anchor) => anchor.startsWith('opId'))?.slice('opId'.length);
}

/** Where the reading of a page stands: the section, the operation and the model that what comes next belongs to. */
import type { Report } from './anomaly.ts';
import type { Heading } from './block.ts';
import type { FieldPlace } from './field.ts';
import { finishModel } from './finish-model.ts';
import { finishOperation } from './finish-operation.ts';
import type { Ahead } from './look-ahead.ts';
import { startTable, type ModelDraft, type OperationDraft, type TableDraft } from './operation-draft.ts';
import type { Page } from './page.ts';
import type { RequestLine } from './request-line.ts';
import { placeOf, type Composition, type Section } from './section.ts';
import { startOperation } from './start-operation.ts';

export interface PageContext {
  file: string;
  name: string;
  title: string;
  report: Report;
}

export class PageState {
  readonly context: PageContext;
  readonly report: Report;
  readonly page: Page;
  ahead: Ahead = { opensOperation: () => false, opensModel: () => false };
  section: Section | undefined;
  /** Where the parameters of the next table stand, as the line above it says. */
  place: FieldPlace | undefined;
  /** What the line above the next table calls it. */
  title = '';
  status: string | undefined;
  label: Composition | undefined;
  /** The heading that the next operation may have. */
  heading: Heading | undefined;
  tag: string | undefined;
  id: string | undefined;
  intro: string[] = [];
  operation: OperationDraft | undefined;
  model: ModelDraft | undefined;
  amongModels = false;
  /** Whether something stood under the present heading already. */
  filled = false;
  /** Takes the next table of enumerated values. */
  values: Pick<TableDraft, 'values'> | undefined;

  constructor(context: PageContext) {
    const { file, name, title, report } = context;
    this.context = context;
    this.report = report;
    this.page = { file, name, title, operations: [], models: [] };
  }

  enter(section: Section, text: string): void {
    this.filled = false;
    this.label = undefined;
    if (section === 'models') {
      this.endModel();
      this.amongModels = true;
    } else if (!['properties', 'enumeration', 'code', 'response-example'].includes(section)) {
      this.endModel();
      this.amongModels = false;
    }
    if (section === 'structure') this.status = undefined;
    this.place = placeOf(text);
    if (section !== 'enumeration') this.section = section;
  }

  structure(line: number): TableDraft | undefined {
    if (this.amongModels) {
      const text = `${this.context.name}Model`;
      this.report('unnamed-model', line, 'a table among the models, below no name', `the model ${text}`);
      return this.startModel({ text, anchors: [], line });
    }
    const operation = this.operation;
    if (!operation) return undefined;
    const key = this.status ?? '';
    const known = operation.structures.get(key);
    const made = known ?? { ...startTable(line), title: this.title };
    this.title = '';
    if (!known) operation.structures.set(key, made);
    return made;
  }

  startModel({ text, anchors, line }: Pick<Heading, 'text' | 'anchors' | 'line'>): ModelDraft {
    const after = this.page.operations.length + (this.operation ? 0 : -1);
    this.model = {
      ...startTable(line),
      name: text,
      anchors: [...anchors],
      after,
      description: [],
      example: undefined,
    };
    this.section = 'models';
    this.filled = false;
    return this.model;
  }

  endModel(): void {
    if (this.model) this.page.models.push(...finishModel(this.model, this.report));
    this.model = undefined;
  }

  startOperation(request: RequestLine, line: number): void {
    this.endOperation();
    this.endModel();
    this.amongModels = false;
    const { title, name } = this.context;
    this.operation = startOperation({
      request,
      line,
      id: this.id,
      tag: this.tag,
      heading: this.heading,
      intro: this.intro,
      fallback: title === '' ? name : title,
    });
    this.heading = undefined;
    this.id = undefined;
    this.intro = [];
    this.status = undefined;
    this.section = 'intro';
  }

  endOperation(): void {
    if (this.operation) this.page.operations.push(finishOperation(this.operation, this.report));
    this.operation = undefined;
  }
}

export const isModelAnchor = (anchor: string): boolean => /^(?:schema|tocS)/i.test(anchor);

export function idIn(anchors: readonly string[]): string | undefined {
  return anchors.find((anchor) => anchor.startsWith('opId'))?.slice('opId'.length);
}

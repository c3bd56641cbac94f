/** Where the reading of a page stands: the section, the operation and the model that what comes next belongs to. */
import type { Became, PageAccount } from '../diagnostic/page-account.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Heading, Request } from '../scan/block.ts';
import type { ScannedPage } from '../scan/scan-page.ts';
import type { FieldPlace } from '../text/cell-words.ts';
import { fieldPlaceOf, type Composition, type Section } from '../text/section.ts';
import {
  startOperation,
  startTable,
  type ModelDraft,
  type OperationDraft,
  type PageDraft,
  type TableDraft,
} from './draft.ts';

export class PageState {
  readonly diagnose: Diagnose;
  readonly account: PageAccount;
  /** What was read and is over. */
  readonly draft: PageDraft;
  section: Section | undefined;
  /** Where the parameters of the next table stand, as the line above it says. */
  place: FieldPlace | undefined;
  /** What the line above the next table calls it. */
  title = '';
  status: string | undefined;
  /** The word above the next table. */
  composition: Composition | undefined;
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
  /** Of the heading that the models stand under. */
  modelLevel = 0;
  /** Of the heading of the operation: one as high, which names no section, ends it. */
  #level = 0;
  /** Of the last heading. */
  #lastLevel = 1;

  constructor(
    { file, name, title, heading }: ScannedPage,
    { diagnose, account }: { diagnose: Diagnose; account: PageAccount },
  ) {
    this.diagnose = diagnose;
    this.account = account;
    const common = { servers: [], credentials: [], codes: [], envelope: undefined, envelopeExample: undefined };
    this.draft = { file, name, title, heading, operations: [], models: [], common };
  }

  enter(section: Section, text: string, level = 0): void {
    this.filled = false;
    this.composition = undefined;
    if (level > 0) this.#lastLevel = level;
    if (section === 'models') {
      this.endModel();
      this.amongModels = true;
      this.modelLevel = level;
    } else if (!['properties', 'enumeration', 'code', 'response-example'].includes(section)) {
      this.endModel();
      this.amongModels = false;
    }
    if (section === 'structure' || section === 'responses') this.status = undefined;
    this.place = fieldPlaceOf(text);
    if (section !== 'enumeration') this.section = section;
  }

  /** What the present operation, or model, is called where it is told what became of a part. */
  became(as: string): Became {
    const { operation, model } = this;
    if (model) return { as, of: model.name };
    if (!operation) return { as };
    const { method, path } = operation.request;
    return { as, of: `${(method ?? '').toUpperCase()} ${path}`.trim() };
  }

  /** What a table of fields that is no parameters' belongs to: an unnamed model, or an answer. */
  structure(line: number): TableDraft | undefined {
    if (this.amongModels) {
      const text = `${this.draft.name}Model`;
      this.diagnose('unnamed-model', {
        line,
        found: 'a table among the models, below no name',
        taken: `the model ${text}`,
      });
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
    this.endModel();
    const after = this.draft.operations.length + (this.operation ? 0 : -1);
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
    if (!this.model) return;
    this.draft.models.push(this.model);
    if (this.values === this.model) this.values = undefined;
    this.model = undefined;
  }

  /** A heading that names no section: one as high as the operation's own ends it. */
  passHeading({ level }: Heading): void {
    if (this.operation && level <= this.#level) {
      this.endOperation();
      this.intro = [];
      this.heading = undefined;
    }
    if (this.amongModels && level <= this.modelLevel) this.amongModels = false;
    this.#lastLevel = level;
  }

  startOperation(block: Request): void {
    this.endOperation();
    this.endModel();
    this.amongModels = false;
    const { request } = block;
    if (!request) {
      this.section = undefined;
      return;
    }
    const { title, name } = this.draft;
    this.#level = this.heading?.level ?? Math.max(this.#lastLevel - 1, 1);
    this.operation = startOperation({
      block,
      request,
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
    this.place = undefined;
    this.section = 'intro';
    if (block.body) this.account.read(block.body.line, this.became('an example of the body'));
  }

  endOperation(): void {
    if (!this.operation) return;
    this.draft.operations.push(this.operation);
    if (this.values !== this.model) this.values = undefined;
    this.operation = undefined;
  }
}

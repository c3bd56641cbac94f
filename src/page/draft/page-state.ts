/** Where the reading of a page stands: the section, the operation and the model that what comes next belongs to. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Heading } from '../scan/block.ts';
import type { ScannedPage } from '../scan/scan-page.ts';
import type { FieldPlace } from '../text/cell-words.ts';
import type { RequestLine } from '../text/request-line.ts';
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

  constructor({ file, name, title }: ScannedPage, diagnose: Diagnose) {
    this.diagnose = diagnose;
    this.draft = { file, name, title, operations: [], models: [] };
  }

  enter(section: Section, text: string): void {
    this.filled = false;
    this.composition = undefined;
    if (section === 'models') {
      this.endModel();
      this.amongModels = true;
    } else if (!['properties', 'enumeration', 'code', 'response-example'].includes(section)) {
      this.endModel();
      this.amongModels = false;
    }
    if (section === 'structure') this.status = undefined;
    this.place = fieldPlaceOf(text);
    if (section !== 'enumeration') this.section = section;
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

  startOperation(request: RequestLine, line: number): void {
    this.endOperation();
    this.endModel();
    this.amongModels = false;
    const { title, name } = this.draft;
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
    if (!this.operation) return;
    this.draft.operations.push(this.operation);
    if (this.values !== this.model) this.values = undefined;
    this.operation = undefined;
  }
}

/** What a page says once, given to the answers that it holds for: codes to the member that carries them, the envelope to answers without a table. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { CodeRow } from '../draft/draft.ts';
import { fieldsOf, type Field } from './field.ts';
import type { PageCommon, PageOperation, PageResponse } from './page.ts';

/** The operation with all that holds for its answers. */
export function spreadCommon(operation: PageOperation, common: PageCommon, diagnose: Diagnose): PageOperation {
  const { envelope } = common;
  const wrapped = operation.responses.map((response) => (envelope ? wrap(response, envelope, diagnose) : response));
  return { ...operation, responses: giveCodes(wrapped, [...operation.codes, ...common.codes]) };
}

/** An answer that shows nothing of its own is the envelope; one that shows something else is what it shows. */
function wrap(response: PageResponse, envelope: Field, diagnose: Diagnose): PageResponse {
  const { structure, status, type, example, line } = response;
  const isOpen = /^(?:2|default)/.test(status) && ['', 'inline', 'none'].includes(type.toLowerCase());
  if (isOpen && !structure && !example && status !== '204') {
    diagnose('envelope', {
      line,
      found: `${status} without a table`,
      taken: `what every answer has, as line ${envelope.line} says`,
    });
    return { ...response, type: 'Inline', structure: envelope };
  }
  const names = new Set(structure?.children.map(({ name }) => name));
  if (structure && !envelope.children.some(({ name }) => names.has(name))) {
    diagnose('envelope', {
      line: structure.line,
      found: 'a table that does not show what every answer has',
      taken: 'the table as it stands',
    });
  }
  return response;
}

const carriers = /^(?:code|err_?code|error_?code|errno|ret_?code|ret|result_?code|status|biz_?code)$/i;

function giveCodes(responses: readonly PageResponse[], codes: readonly CodeRow[]): PageResponse[] {
  if (codes.length === 0) return [...responses];
  return responses.map((response) => {
    const { structure } = response;
    const carrier = structure && carrierOf(structure);
    if (!structure || !carrier) return response;
    return {
      ...response,
      structure: {
        ...structure,
        children: structure.children.map((child) => (child === carrier ? { ...child, codes } : child)),
      },
    };
  });
}

/** The member of an answer that can carry a code. */
function carrierOf({ children }: Field): Field | undefined {
  const named = children.filter(({ name, values }) => carriers.test(name) && values.length === 0);
  return named.find(({ name }) => /code/i.test(name)) ?? named[0];
}

/** Tells of codes that no answer of a page can carry. */
export function tellIdleCodes(operations: readonly PageOperation[], common: PageCommon, diagnose: Diagnose): void {
  const used = new Set(
    operations
      .flatMap(({ responses }) => responses.flatMap(({ structure }) => (structure ? [...fieldsOf(structure)] : [])))
      .flatMap(({ codes }) => codes),
  );
  const idle = [...operations.flatMap(({ codes }) => codes), ...common.codes].filter((code) => !used.has(code));
  const [first] = idle;
  if (!first) return;
  const found = idle.map(({ value }) => value).join(', ');
  diagnose('code-without-member', {
    line: first.line,
    found,
    taken: 'nothing: no answer has a member for them',
    lost: idle.map(({ line }) => line),
  });
}

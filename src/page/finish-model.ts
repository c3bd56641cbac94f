/** A model, once its part of the page is read. */
import type { Report } from './anomaly.ts';
import { addValues, buildTree } from './build-tree.ts';
import type { ModelDraft } from './operation-draft.ts';
import type { PageModel } from './page.ts';

/** The model; none where the heading was followed by nothing that a model has. */
export function finishModel(draft: ModelDraft, report: Report): PageModel[] {
  const { name, anchors, line, after, description, example, segments, values } = draft;
  const known = anchors.some((anchor) => /^(?:schema|tocS)/i.test(anchor));
  if (segments.length === 0 && example === undefined && !known) return [];
  const field = segments.length === 0 ? undefined : buildTree(segments, line);
  if (field) addValues(field, values, report);
  return [{ name, anchors, line, after, description: description.join('\n'), field, example }];
}

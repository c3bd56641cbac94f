/** Reads a heading of a page: a section begins, an operation, or a model. */
import type { Heading } from './block.ts';
import { idIn, isModelAnchor, type PageState } from './page-state.ts';
import { sectionOf } from './section.ts';

export function readHeading(state: PageState, heading: Heading, index: number): void {
  const announced = sectionOf(heading.text);
  // Among models, one may be called as a section is.
  const isName = state.amongModels && announced !== 'properties' && state.ahead.opensModel(index);
  const section = isName ? undefined : announced;
  if (section !== undefined && !state.ahead.opensOperation(index)) return state.enter(section, heading.text);
  if (section !== undefined) {
    state.endModel();
    state.amongModels = false;
    state.enter('intro', heading.text);
    return;
  }
  state.endModel();
  if (state.ahead.opensOperation(index)) {
    state.endOperation();
    state.amongModels = false;
    state.enter('intro', heading.text);
    state.heading = heading;
    state.id = idIn(heading.anchors);
    state.intro = [];
  } else if (state.amongModels || heading.anchors.some(isModelAnchor) || state.ahead.opensModel(index)) {
    state.startModel(heading);
  } else {
    if (heading.level === 1) state.tag = heading.text;
    state.section = undefined;
    state.filled = false;
  }
}

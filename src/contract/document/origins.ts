/** Where the parts of a bundled document are written. */
import type { Place } from '../../errors.ts';
import type { Spot } from '../contract-diagnostics.ts';
import type { SourceDocument, Target } from './read-document.ts';

/** By pointer into the bundle: what was moved says where it was, and what is in it goes with it. */
export class Origins {
  readonly #moved = new Map<string, Target>();
  readonly #root: SourceDocument;

  constructor(root: SourceDocument) {
    this.#root = root;
    this.set('', { source: root, pointer: '' });
  }

  set(pointer: string, origin: Target): void {
    this.#moved.set(pointer, origin);
  }

  /** What stood at `from` comes to stand at `pointer`, with all of it that was moved already. */
  carry(pointer: string, from: string): void {
    const inner = [...this.#moved].filter(([moved]) => moved.startsWith(`${from}/`));
    this.set(pointer, this.originOf(from));
    for (const [moved, origin] of inner) this.set(pointer + moved.slice(from.length), origin);
  }

  placeOf(pointer: string): Place {
    const origin = this.originOf(pointer);
    return origin.source.placeOf(origin.pointer);
  }

  spotOf(pointer: string): Spot {
    const origin = this.originOf(pointer);
    return spotIn(origin.source, origin.pointer);
  }

  /** Where the name at the end of a pointer stands, wherever what it names is written. */
  spotOfName(pointer: string): Spot {
    const cut = pointer.lastIndexOf('/');
    const holder = this.originOf(pointer.slice(0, cut));
    return spotIn(holder.source, holder.pointer + pointer.slice(cut));
  }

  /** The file and pointer that a bundled pointer was copied from. */
  originOf(pointer: string): Target {
    for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
      const origin = this.#moved.get(pointer.slice(0, end));
      if (origin) return { ...origin, pointer: origin.pointer + pointer.slice(end) };
      if (end === 0) break;
    }
    return { source: this.#root, pointer };
  }
}

/** A part of a file, for diagnostics. */
export function spotIn(source: SourceDocument, pointer: string): Spot {
  return { file: source.file, pointer, place: () => source.placeOf(pointer), value: source.value };
}

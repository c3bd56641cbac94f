/** Which member of a problem's exchange is to blame, as far as that is known. */
import type { Clause } from '../../contract/clause/clause.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import type { Problem } from '../../verdict/report.ts';
import type { CaseProblem } from '../check/outcome.ts';
import type { Feature } from './feature.ts';

interface Blamed {
  problem: CaseProblem;
  features: readonly Feature[];
  /** The clause that the problem is told under. */
  clause: Clause | undefined;
}

/** What the check says of the answer; else the member that sets it off, or that the clause is about, in the request. */
export function blamedPlace({ problem, features, clause }: Blamed): Problem['at'] {
  if (problem.at !== undefined && problem.at.length > 0) return { in: 'answer', pointer: formatPointer(problem.at) };
  const [feature] = features;
  const ofClause = clause?.subject === 'request' ? clause.at.map((token) => (token === '[]' ? '0' : token)) : [];
  const [part, ...tokens] = feature?.at ?? ofClause;
  return part === 'body' && tokens.length > 0 ? { in: 'request', pointer: formatPointer(tokens) } : undefined;
}

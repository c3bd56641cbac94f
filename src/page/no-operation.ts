/** The error of pages that yield no contract, with all that is odd about them. */
import { PageError } from '../errors.ts';
import type { Anomaly } from './anomaly.ts';

export class NoOperationError extends PageError {
  readonly anomalies: readonly Anomaly[];

  constructor(files: readonly string[], anomalies: readonly Anomaly[]) {
    const [first = ''] = files;
    const message =
      files.length === 1 ? `${first} has no operation` : `none of the ${files.length} pages has an operation`;
    super(message, {
      hint: 'An operation begins with its method and path, such as POST /things, in a code block titled 请求路径 or on a line of its own.',
    });
    this.anomalies = anomalies;
  }
}

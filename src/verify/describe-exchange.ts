/** Exchanges as a report shows them: shortened, and without what is secret. */
import type { Exchange } from './exchange.ts';
import type { ReportedExchange } from './report.ts';
import { variableOf, writeCurl } from './write-curl.ts';

/** Longest body that is shown, in characters. */
const LONGEST = 4_000;

/** The headers that the user gave; neither they nor their values are shown. */
export class Redactor {
  readonly #secrets: ReadonlyMap<string, string>;

  constructor(headers: Readonly<Record<string, string>>) {
    this.#secrets = new Map(Object.entries(headers));
  }

  /** `text` without any secret value, wherever it came from. */
  redact(text: string): string {
    return [...this.#secrets]
      .filter(([, value]) => value.length > 3)
      .reduce((shown, [name, value]) => shown.replaceAll(value, `$${variableOf(name)}`), text);
  }

  curl({ request }: Exchange): string {
    return this.redact(writeCurl(request, new Set(this.#secrets.keys())));
  }

  describe({ request, response, failure }: Exchange): ReportedExchange {
    const show = (body: Buffer): string => this.redact(body.subarray(0, LONGEST).toString());
    return {
      request: {
        method: request.method,
        url: request.url,
        headers: this.#headers(request.headers),
        ...(request.body ? { body: show(request.body) } : {}),
      },
      ...(response
        ? { response: { status: response.status, headers: this.#headers(response.headers), body: show(response.body) } }
        : {}),
      ...(failure ? { failure: this.redact(failure.message) } : {}),
    };
  }

  #headers(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        this.#secrets.has(name) ? `$${variableOf(name)}` : this.redact([value].flat().join(', ')),
      ]),
    );
  }
}

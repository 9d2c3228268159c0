import { counted } from '../mturk/plurals.ts';
import type { Finding } from './problems.ts';

/** The first finding of each kind, with how many more rows have it. */
export class RepeatedFindings {
  readonly #findings: Finding[];
  readonly #first = new Map<string, { finding: Finding; more: number }>();

  constructor(findings: Finding[]) {
    this.#findings = findings;
  }

  add(finding: Finding): void {
    const known = this.#first.get(finding.code);
    if (known) known.more += 1;
    else this.#first.set(finding.code, { finding, more: 0 });
  }

  close(): void {
    for (const { finding, more } of this.#first.values())
      this.#findings.push(
        more === 0
          ? finding
          : {
              ...finding,
              message: `${finding.message} ${counted(more, 'more row has', 'more rows have')} this problem.`,
            },
      );
  }
}

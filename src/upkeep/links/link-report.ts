import type { Finding } from '../../knowledge/findings.ts';
import type { LinkOutcome } from './check-links.ts';
import type { Probe } from './probe.ts';

export type LinkReport = {
  readonly addresses: number;
  readonly ok: number;
  readonly moved: readonly (Told & { readonly to: string })[];
  readonly broken: readonly Told[];
  /** Neither proved right nor wrong: to be looked at by a person. */
  readonly unclear: readonly Told[];
  /** One for every place that names a broken address. */
  readonly findings: readonly Finding[];
};

type Told = { readonly url: string; readonly why: string; readonly from: readonly string[] };

/** Sort outcomes into what is right, what has moved, what is broken, and what nobody can say. */
export function linkReport(outcomes: readonly LinkOutcome[]): LinkReport {
  const broken = outcomes.filter(({ probe }) => isBroken(probe));
  return {
    addresses: outcomes.length,
    ok: outcomes.filter(({ probe }) => probe.kind === 'ok').length,
    moved: outcomes.flatMap((outcome) =>
      outcome.probe.kind === 'moved' ? [{ ...told(outcome), to: outcome.probe.to }] : [],
    ),
    broken: broken.map(told),
    unclear: outcomes.filter(({ probe }) => probe.kind === 'refused').map(told),
    findings: broken.flatMap(({ target, probe }) =>
      target.find(
        `Expected ${target.url} to answer, got ${whyOf(probe)}.`,
        'Find where it went, or another source for the statement.',
      ),
    ),
  };
}

function isBroken({ kind }: Probe): boolean {
  return kind === 'broken' || kind === 'silent';
}

function told({ target, probe }: LinkOutcome): Told {
  return { url: target.url, why: whyOf(probe), from: target.from };
}

function whyOf(probe: Probe): string {
  switch (probe.kind) {
    case 'ok':
      return 'an answer';
    case 'moved':
      return `a redirect to ${probe.to}`;
    case 'broken':
    case 'refused':
      return `status ${probe.status}`;
    case 'silent':
      return probe.why;
  }
}

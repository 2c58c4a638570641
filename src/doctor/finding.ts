/** What one check of the doctor found: what is so, why it matters, and how to mend it. */
export type Finding = {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly what: string;
  readonly why?: string;
  readonly fix?: string;
};

export function ok(check: string, what: string): Finding {
  return { check, status: 'ok', what };
}

/** Works, but not as well as it could. */
export function warn(check: string, what: string, why: string, fix: string): Finding {
  return { check, status: 'warn', what, why, fix };
}

export function fail(check: string, what: string, why: string, fix: string): Finding {
  return { check, status: 'fail', what, why, fix };
}

/** Not looked at, because of what `why` says. */
export function skipped(check: string, why: string): Finding {
  return { check, status: 'skipped', what: 'not checked', why };
}

import { describe, expect, it } from 'vitest';
import { type Link, leadingLink } from '../../src/knowledge/model.ts';

const link = (kind: Link['kind']): Link => ({
  title: kind,
  url: `https://${kind}.example`,
  publisher: 'X',
  kind,
});

describe('the leading link of a section', () => {
  it('is the first that no vendor wrote', () => {
    expect(leadingLink({ links: [link('vendor'), link('paper'), link('official')] })?.kind).toBe('paper');
  });

  it('is a vendor link where there is no other', () => {
    expect(leadingLink({ links: [link('vendor')] })?.kind).toBe('vendor');
  });

  it('is none where there is no link', () => {
    expect(leadingLink({ links: [] })).toBeUndefined();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapters/cards/render-card.ts';
import type { DeliveryError, OutboxItem } from '../../../src/turns/types.ts';
import { answered, question } from '../cards/sample-views.ts';
import { BOT, openOffice, PERSONAL, TENANT } from './office.ts';

let office: Awaited<ReturnType<typeof openOffice>>;

beforeEach(async () => {
  office = await openOffice(() => []);
});
afterEach(() => office.close());

function item(changes: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: 1,
    conversation: 'c1',
    platform: 'teams',
    slot: 'q1',
    audience: 'everyone',
    actor: 'aad-ada',
    to: null,
    view: question,
    address: {
      serviceUrl: office.connector.serviceUrl,
      conversationId: PERSONAL,
      tenantId: TENANT,
      botId: BOT,
    },
    ref: null,
    attempts: 0,
    uncertain: false,
    ...changes,
  };
}

async function failure(changes: Partial<OutboxItem> = {}): Promise<Partial<DeliveryError>> {
  const { code, retry, afterMs, outcome } = await office.adapter.deliverer.deliver(item(changes)).then(
    () => Promise.reject(new Error('Expected a refusal; the message was posted.')),
    (error: DeliveryError) => error,
  );
  return { code, retry, afterMs, outcome };
}

describe('what Teams refuses', () => {
  it.each([
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { code: 'http-429', retry: true, afterMs: 7000, outcome: 'refused' },
    ],
    [{ status: 429 }, { code: 'http-429', retry: true, afterMs: null, outcome: 'refused' }],
    [{ status: 412 }, { code: 'http-412', retry: true, afterMs: null, outcome: 'refused' }],
    [{ status: 401 }, { code: 'http-401', retry: true, afterMs: 60_000, outcome: 'refused' }],
    [{ status: 500 }, { code: 'http-500', retry: true, afterMs: null, outcome: 'unknown' }],
    [{ status: 502 }, { code: 'http-502', retry: true, afterMs: null, outcome: 'unknown' }],
    [{ status: 503 }, { code: 'http-503', retry: true, afterMs: null, outcome: 'unknown' }],
    [{ status: 504 }, { code: 'http-504', retry: true, afterMs: null, outcome: 'unknown' }],
    [
      { status: 403, code: 'MessageWritesBlocked' },
      { code: 'MessageWritesBlocked', retry: false, afterMs: null, outcome: 'refused' },
    ],
    [
      { status: 404, code: 'ConversationNotFound' },
      { code: 'ConversationNotFound', retry: false, afterMs: null, outcome: 'refused' },
    ],
    [
      { status: 413, code: 'MessageSizeTooBig' },
      { code: 'MessageSizeTooBig', retry: false, afterMs: null, outcome: 'refused' },
    ],
    [
      { status: 400, code: 'BadSyntax' },
      { code: 'BadSyntax', retry: false, afterMs: null, outcome: 'refused' },
    ],
  ])('%j becomes %j after a single call', async (refusal, expected) => {
    office.connector.refuseNext(refusal);

    expect(await failure()).toEqual(expected);
    expect(office.connector.calls).toHaveLength(1);
  });

  it('is worth another try, without doubt, when nobody listens there', async () => {
    const address = { ...item().address, serviceUrl: 'http://127.0.0.1:9/' };

    expect(await failure({ address })).toEqual({
      code: 'ECONNREFUSED',
      retry: true,
      afterMs: null,
      outcome: 'refused',
    });
  });

  it('is final when the stored address names a host we do not call', async () => {
    const address = { ...item().address, serviceUrl: 'https://evil.example/' };

    expect(await failure({ address })).toMatchObject({ code: 'service-url-refused', retry: false });
    expect(office.connector.calls).toEqual([]);
  });
});

/** The reference of what was posted. */
async function posted(change: Parameters<typeof item>[0] = {}): Promise<string> {
  const outcome = await office.adapter.deliverer.deliver(item(change));
  if ('gone' in outcome) throw new Error('nothing was posted');
  return outcome.ref;
}

describe('a message whose first try got no answer', () => {
  it('says that it may stand there twice', async () => {
    await office.adapter.deliverer.deliver(item({ attempts: 1, uncertain: true }));

    const [card] = office.connector.shows(PERSONAL).map((one) => one.card);
    expect(card?.body[0]).toMatchObject({ text: expect.stringContaining('may stand here twice') });
    expect(card?.body.slice(1)).toEqual(renderCard(question, { conversation: 'c1', slot: 'q1' }).body);
  });

  it('needs no such word where it replaces one', async () => {
    const ref = await posted();

    await office.adapter.deliverer.deliver(item({ view: answered, ref, attempts: 1, uncertain: true }));

    expect(office.connector.shows(PERSONAL).map(({ card }) => card)).toEqual([
      renderCard(answered, { conversation: 'c1', slot: 'q1' }),
    ]);
  });
});

describe('a message to replace', () => {
  it('is posted anew when it has gone', async () => {
    const first = await posted();
    office.connector.remove(PERSONAL);

    const second = await posted({ view: answered, ref: first });

    expect(second).not.toBe(first);
    expect(office.connector.shows(PERSONAL).map(({ card }) => card)).toEqual([
      renderCard(answered, { conversation: 'c1', slot: 'q1' }),
    ]);
  });

  it('keeps its reference', async () => {
    const first = await posted();

    expect(await posted({ view: answered, ref: first })).toBe(first);
    expect(office.connector.shows(PERSONAL).map(({ edited }) => edited)).toEqual([true]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { ask, buildLookup } from '../../src/knowledge/lookup/ask.ts';
import { decodePrepared, encodePrepared, prepare } from '../../src/knowledge/prepared.ts';
import { SHIPPED, smallKnowledge } from '../knowledge/knowledge-folder.ts';

describe('prepared knowledge', () => {
  it('comes back from writing exactly as it was made', async () => {
    const prepared = prepare(await loadKnowledge([SHIPPED]));

    const back = decodePrepared(encodePrepared(prepared));

    expect(back).toEqual(prepared);
  });

  it('answers as knowledge does that was read from its files', async () => {
    const knowledge = await loadKnowledge([SHIPPED]);
    const back = decodePrepared(encodePrepared(prepare(knowledge)));
    const [fresh, prepared] = [buildLookup(knowledge), buildLookup(back.knowledge, back.tables)];

    for (const question of ['how does flink recover from a crash', 'wahtermarks in sprak', 'who won the cup'])
      expect(ask(prepared, question)).toEqual(ask(fresh, question));
  });

  it('is the same for a knowledge base with hardly anything in it', async () => {
    const prepared = prepare(await loadKnowledge([smallKnowledge()]));

    expect(decodePrepared(encodePrepared(prepared))).toEqual(prepared);
  });
});

import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freshOptions, openForTest } from '../support/back-ends.ts';

/** A wire to the real server that can go dead without being cut, as when a network fails. */
async function wire(databaseUrl: string): Promise<{ url: string; dead: boolean }> {
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const path = `${folder}/.s.PGSQL.${url.port || '5432'}`;
  const state = { url: '', dead: false };
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connectTo(path);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
    near.on('data', (data) => state.dead || far.write(data));
    far.on('data', (data) => state.dead || near.write(data));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  state.url = `postgres://${url.username || 'postgres'}@127.0.0.1:${port}${url.pathname}`;
  return state;
}

it('gives up a connection on which no answer comes, and goes on over a new one', async () => {
  const { databaseUrl = '' } = await freshOptions('postgres');
  const line = await wire(databaseUrl);
  const store = await openForTest({
    databaseUrl: line.url,
    isService: true,
    onConnectionLost: () => undefined,
  });
  await store.settings.set('a', 'b', 'before');

  line.dead = true;
  const failed = store.transaction((tables) => tables.settings.set('a', 'b', 'lost'));
  await expect(failed).rejects.toThrow('Query read timeout');
  line.dead = false;
  await store.transaction((tables) => tables.settings.set('a', 'b', 'after'));

  expect(await store.settings.get('a', 'b')).toBe('after');
});

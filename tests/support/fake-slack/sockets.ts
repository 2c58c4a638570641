import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Acknowledged } from './deliver.ts';

export type Sockets = {
  add(socket: WebSocket): void;
  /** Send one envelope to one connection and wait for its acknowledgement. */
  send(type: string, payload: unknown, retry: number): Promise<Acknowledged>;
  /** Slack recycles the connection: it asks the client to leave. */
  recycle(): void;
  dropAll(): void;
  count(): number;
  untilConnected(): Promise<void>;
};

export function createSockets(patienceMs: number): Sockets {
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  return {
    add: (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('message', (data) => {
        const { envelope_id: id, payload } = JSON.parse(String(data));
        waiting.get(id)?.(payload);
        waiting.delete(id);
      });
      socket.send(JSON.stringify({ type: 'hello', num_connections: open.size }));
    },
    send: async (type, payload, retry) => {
      const [socket] = open;
      if (socket === undefined) throw new Error('No client is connected to the fake socket.');
      const id = randomUUID();
      const began = performance.now();
      const acknowledged = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      socket.send(
        JSON.stringify({
          type,
          envelope_id: id,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...(retry === 0 ? {} : { retry_attempt: retry, retry_reason: 'timeout' }),
        }),
      );
      const late = wait(patienceMs, 'late' as const, { ref: false });
      const body = await Promise.race([acknowledged, late]);
      const ms = performance.now() - began;
      return body === 'late' ? { status: 0, body: null, ms } : { status: 200, body: bodyOf(body), ms };
    },
    recycle: () => {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    dropAll: () => {
      for (const socket of open) socket.terminate();
    },
    count: () => open.size,
    untilConnected: async () => {
      while (open.size === 0) await wait(5);
    },
  };
}

function bodyOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0 ? payload : null;
}

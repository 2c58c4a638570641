import { isIP, Socket } from 'node:net';

/** A host that may be called; `port` null: any. `*.` before a name stands for everything below it. */
export type AllowedHost = { readonly host: string; readonly port: number | null };

/** A connection that was refused because its host is not configured. */
export class OutboundError extends Error {
  readonly code = 'OUTBOUND_REFUSED';
  constructor(host: string) {
    super(
      `A connection to ${host} was refused: it is none of the chat platforms' hosts, nor the database. ` +
        'If it is meant to be called, add it to STREAMCHOICE_OUTBOUND_HOSTS.',
    );
    this.name = 'OutboundError';
  }
}

type Connect = typeof Socket.prototype.connect;

/**
 * Let this process connect to these hosts and to nothing else. Enforced where every library ends up, whatever it calls:
 * at the connect of a TCP socket. Local sockets without a host (a database's) are let through. `onRefused` hears of each
 * refusal. The returned function takes the guard away again.
 */
export function guardOutbound(
  allowed: readonly AllowedHost[],
  onRefused: (host: string) => void,
): () => void {
  const original = Socket.prototype.connect;
  const guarded = function (this: Socket, ...args: unknown[]): Socket {
    const target = targetOf(args);
    if (target !== null && !allowed.some((one) => matches(one, target))) {
      onRefused(`${target.host}:${target.port}`);
      // Not at once: whoever connects has not listened for errors yet.
      setImmediate(() => this.destroy(new OutboundError(`${target.host}:${target.port}`)));
      return this;
    }
    return Reflect.apply(original, this, args) as Socket;
  };
  Socket.prototype.connect = guarded as Connect;
  return () => {
    Socket.prototype.connect = original;
  };
}

type Target = { readonly host: string; readonly port: number };

/** `connect` takes a port with or without a host, an options object, or Node's own already sorted list of these. */
function targetOf(args: readonly unknown[]): Target | null {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) return ofOptions({ ...first });
  const port = Number(first);
  // Anything else than a port is the path of a local socket.
  return Number.isInteger(port) ? { host: typeof second === 'string' ? second : 'localhost', port } : null;
}

function ofOptions({ path, host, port }: Record<string, unknown>): Target | null {
  if (typeof path === 'string' && port === undefined) return null;
  return { host: typeof host === 'string' && host !== '' ? host : 'localhost', port: Number(port) };
}

function matches(allowed: AllowedHost, { host, port }: Target): boolean {
  if (allowed.port !== null && allowed.port !== port) return false;
  const [wanted, asked] = [bare(allowed.host), bare(host)];
  if (wanted.startsWith('*.')) return isIP(asked) === 0 && asked.endsWith(wanted.slice(1));
  return wanted === asked || (isLoopback(wanted) && isLoopback(asked));
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** The same machine by another name. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

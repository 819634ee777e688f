import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { FaultPlan, faultRules, type Fault } from './faults.js';
import type { SimulatedAnswer, SimulatedNetwork, SimulatedRequest, Simulator, SimulatorOptions } from './simulator.js';
import { StateFile } from './state-file.js';
import { drawPage } from './timeline-page.js';

const MAX_BODY_BYTES = 40 * 1024 * 1024;

/** A network that charges for its calls: `GET /simulator/costs` tells how much. */
export interface PricedNetwork extends SimulatedNetwork {
  costs(): unknown;
}

/** Serves one simulated network on loopback: its API, its timeline, and the switches under `/simulator/`. */
export async function startSimulator(
  network: SimulatedNetwork | PricedNetwork,
  options: SimulatorOptions,
): Promise<Simulator> {
  const state = options.stateFile === null ? null : StateFile.restore(network, options.stateFile);
  const faults = new FaultPlan();
  const requests: { method: string; path: string; operation: string; at: string }[] = [];
  const now = options.now ?? (() => new Date());
  const late = new Set<NodeJS.Timeout>();

  const apply = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
    const answer = await network.answer(request);
    if (request.method !== 'GET') state?.changed();
    return answer;
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const control = answerControl(request, network, faults, requests);
    if (control !== null) return send(response, control);
    const operation = network.operationOf(request);
    requests.push({ method: request.method, path: request.path, operation, at: now().toISOString() });
    const fault = faults.take(operation, request.body);
    if (fault === null) return send(response, await apply(request));
    await strike(fault, network, response, () => apply(request), late);
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, json(500, { error: `simulator: ${String(error)}` }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        for (const timer of late) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await state?.close();
    },
  };
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): SimulatedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

function answerControl(
  request: SimulatedRequest,
  network: SimulatedNetwork | PricedNetwork,
  faults: FaultPlan,
  requests: readonly unknown[],
): SimulatedAnswer | null {
  switch (`${request.method} ${request.path}`) {
    case 'GET /':
      return {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        },
        body: drawPage(network.title, network.drawTimeline()),
      };
    case 'GET /timeline.json':
      return json(200, network.timeline());
    case 'GET /simulator/requests':
      return json(200, requests);
    case 'GET /simulator/costs':
      return 'costs' in network ? json(200, network.costs()) : null;
    case 'GET /simulator/errors':
      return json(200, [...network.errors.keys()]);
    case 'POST /simulator/faults':
      return control(() => faults.add(faultRules.parse(parseJson(request.body))));
    case 'DELETE /simulator/faults':
      return control(() => faults.clear());
    case 'POST /simulator/settings':
      return control(() => network.configure(parseJson(request.body)));
    default:
      return null;
  }
}

function control(change: () => void): SimulatedAnswer {
  try {
    change();
    return json(200, { ok: true });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function parseJson(body: Buffer): unknown {
  return JSON.parse(body.toString('utf8'));
}

async function strike(
  fault: Fault,
  network: SimulatedNetwork,
  response: ServerResponse,
  apply: () => Promise<SimulatedAnswer>,
  late: Set<NodeJS.Timeout>,
): Promise<void> {
  switch (fault.kind) {
    case 'error': {
      const answer = network.errors.get(fault.key);
      if (answer === undefined) return send(response, json(500, { error: `simulator: no error named ${fault.key}` }));
      if (fault.applied) await apply();
      return send(response, answer);
    }
    case 'drop':
      if (fault.applied) await apply();
      response.destroy();
      return;
    case 'hang':
      // Nobody waits for this answer, and the next call shows what came of it.
      if (fault.applyAfterMs !== null) later(fault.applyAfterMs, () => void apply().catch(() => null), late);
      return;
    case 'delay': {
      const answer = await apply();
      later(fault.ms, () => send(response, answer), late);
      return;
    }
    case 'trickle':
      return trickle(response, await apply(), fault.everyMs);
    case 'truncate': {
      const { status, headers, body } = await apply();
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
      return;
    }
    case 'empty':
      return send(response, { ...(await apply()), body: '' });
    case 'without-id':
      return send(response, json((await apply()).status, {}));
    case 'redirect':
      return send(response, { status: 302, headers: { location: '/elsewhere' }, body: '' });
    case 'disguise':
      return sendDisguised(response, await apply(), fault);
  }
}

function later(ms: number, act: () => void, late: Set<NodeJS.Timeout>): void {
  const timer = setTimeout(() => {
    late.delete(timer);
    act();
  }, ms);
  late.add(timer);
}

function sendDisguised(
  response: ServerResponse,
  { status, headers, body }: SimulatedAnswer,
  { contentType, encoding }: Extract<Fault, { kind: 'disguise' }>,
): void {
  const bytes = encoding === 'br' ? brotliCompressSync(body) : encoding === null ? Buffer.from(body) : gzipSync(body);
  // Behind the ten bytes of the head, which make it look like gzip.
  if (encoding === 'corrupt-gzip') bytes.fill(0xff, 10);
  response.writeHead(status, {
    ...headers,
    ...(contentType === null ? {} : { 'content-type': contentType }),
    ...(encoding === null ? {} : { 'content-encoding': encoding.replace('corrupt-', '') }),
    'content-length': String(bytes.length),
  });
  response.end(bytes);
}

function trickle(response: ServerResponse, answer: SimulatedAnswer, everyMs: number): void {
  const bytes = Buffer.from(answer.body);
  let sent = 0;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(bytes.length) });
  const timer = setInterval(() => {
    if (response.destroyed || sent >= bytes.length) {
      clearInterval(timer);
      if (!response.destroyed) response.end();
      return;
    }
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error(`request body over ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const url = new URL(incoming.url ?? '/', `http://${headers['host'] ?? '127.0.0.1'}`);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    url: `${url.origin}${url.pathname}`,
    headers,
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, answer: SimulatedAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)) });
  response.end(answer.body);
}

// A subscriber's webhook endpoint: verifies by the published `standardwebhooks` package, remembers everything, and
// answers as the test's script says.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export type Receipt = { id: string; verified: boolean; body: string; status: number | null; at: number };

export type Sink = {
  url: string;
  secret: string;
  /** in order of arrival, repeats included */
  received: Receipt[];
  /** ids that were answered 2xx at least once */
  accepted(): Set<string>;
  close(): Promise<void>;
};

/** What a request is answered: a status, now or later; null: nothing, ever. */
export type Answer = (id: string, before: number) => number | null | Promise<number | null>;

/** @param answer called with how often this id has come before, when the receiver has the request already */
export async function startSink(answer: Answer = () => 204): Promise<Sink> {
  const secret = `whsec_${Buffer.from('a secret for tests, 32 bytes long').toString('base64')}`;
  const judge = new Webhook(secret);
  const received: Receipt[] = [];
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString('utf8');
    const id = String(request.headers['webhook-id']);
    const before = received.filter((one) => one.id === id).length;
    const verified = verifies(judge, body, request.headers);
    const receipt: Receipt = { id, verified, body, status: null, at: Date.now() };
    received.push(receipt);
    receipt.status = await answer(id, before);
    if (receipt.status !== null) response.writeHead(receipt.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    secret,
    received,
    accepted: () =>
      new Set(received.filter(({ status }) => status !== null && status < 300).map((one) => one.id)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function verifies(judge: Webhook, body: string, headers: NodeJS.Dict<string | string[]>): boolean {
  try {
    judge.verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

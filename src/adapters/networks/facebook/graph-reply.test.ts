import { expect, test } from 'vitest';
import { readReply, unanswered } from './graph-reply.js';

test('history keeps code, subcode, both texts and the trace id of a refusal', () => {
  const error = {
    message: 'Not like\n this.',
    code: 190,
    error_subcode: 460,
    error_user_msg: 'Log in again.',
    fbtrace_id: 'T1',
  };
  expect(readReply(400, {}, JSON.stringify({ error }), []).answer).toEqual({
    status: 400,
    code: '190/460',
    message: 'Not like this. Log in again. (fbtrace_id T1)',
  });
});

test('history keeps no token, no app secret and no proof, in whatever form they come back', () => {
  const secrets = ['page|token', 'app-secret', 'proof0123', ''];
  const error = { message: 'page|token page%7Ctoken app-secret proof0123', code: 1 };
  for (const reply of [
    readReply(500, {}, JSON.stringify({ error }), secrets),
    readReply(502, {}, `<p>${error.message}</p>`, secrets),
    unanswered(true, new Error(error.message), secrets),
  ]) {
    expect(reply.answer.message).not.toMatch(/token|app-secret|proof/);
  }
});

test('a long answer is cut to 500 characters and keeps its trace id', () => {
  const error = { message: 'no '.repeat(1000), code: 1, fbtrace_id: 'T1' };
  const { message } = readReply(500, {}, JSON.stringify({ error }), []).answer;
  expect(message.length).toBeLessThanOrEqual(500);
  expect(message).toMatch(/\(fbtrace_id T1\)$/);
  expect(readReply(502, {}, 'x'.repeat(10_000), []).answer.message).toHaveLength(500);
});

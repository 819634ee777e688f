import { afterEach, expect, it, vi } from 'vitest';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const SOON = { timeout: 30_000, interval: 200 };

const desk = new Desk();
afterEach(() => desk.clear());

it('an account whose token dies is said once, listed as paused, and sends again when a person resumes it', async () => {
  const service = await desk.start(['start'], /^Data: /m, { KAWARABAN_TIMING: '{"sweepMs":300}' });
  const page = /^Facebook: .*?(http:\S+)/m.exec(service.greeting)?.[1] ?? '';
  const killToken = (subcode: number | null) =>
    fetch(`${page}/simulator/settings`, { method: 'POST', body: JSON.stringify({ tokenDies: subcode }) });

  await killToken(460);
  await desk.runForPosts(['post', 'The ferry sails', '--account', 'facebook']);
  await vi.waitFor(() => expect(service.complaints()).not.toBe(''), SOON);
  const { stdout } = await desk.run(['accounts']);
  expect(stdout).toMatch(/^Facebook · facebook · SIMULATED · paused: .*connect the account again/m);
  expect(stdout).toMatch(/^X · x · SIMULATED · active$/m);
  const complaints = service.complaints().trim().split('\n');
  expect(complaints).toEqual([
    expect.stringMatching(/"level":50,.*account facebook is paused.*accounts resume facebook/),
  ]);

  await killToken(null);
  const resumed = await desk.run(['accounts', 'resume', 'facebook', '--json']);
  expect({ ...resumed, stdout: JSON.parse(resumed.stdout) as unknown }).toEqual({
    code: 0,
    stderr: '',
    stdout: {
      accounts: [{ account: 'facebook', network: 'facebook', simulated: true, state: 'active', pausedReason: null }],
    },
  });
  const texts = async () => (await readTimeline(page)).posts.map(({ text }) => text);
  await vi.waitFor(async () => expect(await texts()).toContain('The ferry sails'), SOON);
  expect(await desk.run(['accounts', 'resume', 'nobody'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no account "nobody"; there are: x, facebook') as string,
  });
  expect(await service.stop()).toBe(0);
}, 90_000);

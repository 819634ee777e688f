import type { Role } from '../../src/domain/person.js';
import { startChromium, type TestBrowser } from './chromium.js';
import { Desk, type Environment } from './run-kawaraban.js';
import { Visitor } from './visitor.js';

export const PASSWORD = 'four words make a good one';
const LINK = /first administrator: (\S+)\n/;

/** A newsroom that runs with simulated networks, and its people, each with a browser of their own. */
export class DashboardDesk {
  private constructor(
    readonly desk: Desk,
    readonly browser: TestBrowser,
    /** `http://127.0.0.1:3000` */
    readonly home: string,
    readonly simulators: Readonly<Record<'x' | 'facebook', string>>,
    /** Who came first, by the link of the first start; signed in. */
    readonly admin: Visitor,
  ) {}

  static async open(environment: Environment = {}): Promise<DashboardDesk> {
    const desk = new Desk();
    const [{ greeting }, browser] = await Promise.all([
      desk.start(['start', '--port', '0'], LINK, environment),
      startChromium('light', 1_440),
    ]);
    const link = new URL(LINK.exec(greeting)?.[1] ?? '');
    const admin = await Visitor.arrive(link.origin, browser.context);
    const me = { name: 'Ada Quay', login: 'ada', password: PASSWORD };
    await admin.ask('setUp', { body: { link: link.hash.slice(1), ...me } });
    const address = (pattern: RegExp): string => pattern.exec(greeting)?.[1] ?? '';
    const simulators = { x: address(/^X: .*?(http:\S+)/m), facebook: address(/^Facebook: .*?(http:\S+)/m) };
    return new DashboardDesk(desk, browser, link.origin, simulators, admin);
  }

  /** Somebody at the door. */
  async arrive(): Promise<Visitor> {
    return Visitor.arrive(this.home, await this.browser.newContext());
  }

  /** A new colleague, who is signed in; their login is the first word of their name. */
  async join(name: string, role: Role): Promise<Visitor> {
    const login = name.split(' ')[0]?.toLowerCase() ?? name;
    const [visitor, { link }] = await Promise.all([
      this.arrive(),
      this.admin.ask('addPerson', { body: { name, login, role } }),
    ]);
    await visitor.ask('setPassword', { body: { link: link.split('#')[1], password: PASSWORD } });
    return visitor;
  }

  async accountOn(network: 'x' | 'facebook'): Promise<{ readonly id: string; readonly name: string }> {
    const { items } = await this.admin.ask('listAccounts');
    const found = items.find((account) => account.network === network);
    if (found === undefined) throw new Error(`there is no account on ${network}`);
    return found;
  }

  /** A post on X, which goes out now unless it is a draft; ends with its id. */
  async say(text: string, as: 'draft' | 'queue' = 'queue', writer = this.admin): Promise<string> {
    const { id } = await this.accountOn('x');
    const body = { as, variants: [{ account: id, parts: [{ text }] }] };
    const { items } = await writer.ask('composePosts', { body });
    return items[0]?.id ?? '';
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.desk.clear();
  }
}

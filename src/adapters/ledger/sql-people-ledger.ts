import type { PeopleLedger } from '../../application/ports/people-ledger.js';
import { boundTo, type LedgerContext } from './ledger-context.js';
import { findCalendarLink, makeCalendarLink, removeCalendarLink, useCalendarLink } from './calendar-link-queries.js';
import { choosePassword, findLink, makeLink, setUp } from './link-queries.js';
import { addPerson, changePerson, findPerson, findPersonByLogin, listPeople } from './people-queries.js';
import { endSession, findPassword, findSession, openSession, setPassword } from './session-queries.js';
import { countTry, forgetTries } from './sign-in-queries.js';
import { addToken, listTokens, removeToken, useToken } from './token-queries.js';

/** Who may do what, in SQL. */
export function createSqlPeopleLedger(context: LedgerContext): PeopleLedger {
  const on = boundTo(context);
  return {
    addPerson: on(addPerson),
    listPeople: on(listPeople),
    findPerson: on(findPerson),
    findPersonByLogin: on(findPersonByLogin),
    changePerson: on(changePerson),
    findPassword: on(findPassword),
    setPassword: on(setPassword),
    openSession: on(openSession),
    findSession: on(findSession),
    endSession: on(endSession),
    addToken: on(addToken),
    listTokens: on(listTokens),
    useToken: on(useToken),
    removeToken: on(removeToken),
    makeCalendarLink: on(makeCalendarLink),
    removeCalendarLink: on(removeCalendarLink),
    findCalendarLink: on(findCalendarLink),
    useCalendarLink: on(useCalendarLink),
    makeLink: on(makeLink),
    findLink: on(findLink),
    setUp: on(setUp),
    choosePassword: on(choosePassword),
    countTry: on(countTry),
    forgetTries: on(forgetTries),
  };
}

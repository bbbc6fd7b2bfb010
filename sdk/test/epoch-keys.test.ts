import assert from "node:assert/strict";
import { test } from "node:test";

import { destroyOld } from "../src/adviser/keys.js";
import { type Day, daysOf, epochOf } from "../src/protocol/day.js";
import { MadeAccount } from "./made/account.js";
import { MadeOrganisation, TODAY } from "./made/organisation.js";

const epoch = epochOf(TODAY);
const { last } = daysOf(epoch);

test("an epoch's secret is kept for fourteen days after the last, and as long as the box shows no day after it", async () => {
  const organisation = new MadeOrganisation("Sam");
  const { account } = await MadeAccount.of(organisation, organisation.adviser("Sam"));
  const { state } = account;
  const before = { ...state.core, former: [state.core.keys] };
  /** Of the present keys and of those before a device was revoked; and whether the vault is to be rotated. */
  const kept = (today: Day, newest: Day) => {
    state.core = before;
    destroyOld(account, today, newest);
    const { keys, former, rotation_due } = state.core;
    return [epoch in keys.epochs, former.length, rotation_due];
  };
  assert.deepEqual(kept(last + 14, last + 14), [true, 1, false]);
  assert.deepEqual(kept(last + 15, last + 15), [false, 0, true]);
  // The device's clock is ahead: letters of that epoch may still come.
  assert.deepEqual(kept(last + 400, last), [true, 1, false]);
  assert.deepEqual(kept(last + 400, 0), [true, 1, false]);
  assert.deepEqual(kept(last + 15, last + 1), [false, 0, true]);
});

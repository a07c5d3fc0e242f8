// Threads over one memory. The first thread runs whole lists of calls; the parts of a call that is
// spread are claimed one by one, by it and by helpers, so that it never waits for a helper that has
// not begun. Whoever waits spins for a while, then sleeps.
import { call } from "./main.as";
import { arg, setOwnPlaces } from "./memory.as";
import { ASLEEP_AT, AWAITED_AT, CLAIM_AT, DONE_AT, JOINED_AT, OPENED_AT, SESSION_AT } from "./places";

/**
 * Sleep while the word at an address has a value, and waking who sleeps there: JavaScript's
 * Atomics. Instructions of WebAssembly there are too, but V8's first compiler (as of Node 20) loses
 * track of memory after them.
 */
// @ts-ignore: decorator
@external("env", "sleep")
declare function sleep(address: usize, value: i32): void;
// @ts-ignore: decorator
@external("env", "wake")
declare function wake(address: usize): void;

/** Looks before sleep: some hundred microseconds, in which most of what is waited for happens. */
const LOOKS: i32 = 100_000;

/** Argument 0 is how many parts there are; they follow, calls with equally many arguments. */
export function spread(args: usize): void {
  const parts = arg(args, 0);
  const opened = load<i32>(OPENED_AT) + 1;
  atomic.store<i32>(DONE_AT, 0);
  atomic.store<i64>(CLAIM_AT, (<i64>opened << 32) | (<i64>args << 14) | (<i64>parts << 8));
  atomic.store<i32>(OPENED_AT, opened);
  if (atomic.load<i32>(ASLEEP_AT) != 0) wake(OPENED_AT);
  let others = parts;
  while (doPart(true)) others--;
  awaitDone(others);
}

/**
 * Claims a part of the call that is spread, and does it. The claim's word says all at once: which
 * opening it is of (bits 32 and up), where the call's arguments are (in words, from bit 16), behind
 * which part those end that are left (from bit 8) and with which they begin. The first thread
 * claims from the front and helpers from the back, so that the same stretches of vectors stay in
 * the same processor's cache from call to call.
 * @returns false when there was none left
 */
function doPart(isFirst: bool): bool {
  let claim = atomic.load<i64>(CLAIM_AT);
  for (;;) {
    if ((<i32>claim & 255) >= ((<i32>claim >> 8) & 255)) return false;
    const seen = atomic.cmpxchg<i64>(CLAIM_AT, claim, isFirst ? claim + 1 : claim - 256);
    if (seen == claim) break;
    claim = seen;
  }
  const index = isFirst ? <i32>claim & 255 : ((<i32>claim >> 8) & 255) - 1;
  // The call's arguments stay as they are until this part, too, is done.
  const first = (<usize>((<u32>claim >> 16) << 2)) + 4;
  const part = first + (<usize>index * (8 + (<usize>load<i32>(first, 4) << 2)));
  call(load<i32>(part), part + 8);
  return true;
}

/** Waits until so many parts have been done by helpers. */
function awaitDone(parts: i32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(DONE_AT) == parts) return;
  }
  atomic.store<i32>(AWAITED_AT, 1);
  for (;;) {
    const done = atomic.load<i32>(DONE_AT);
    if (done == parts) break;
    sleep(DONE_AT, done);
  }
  atomic.store<i32>(AWAITED_AT, 0);
}

/** A helper's whole work in a session, until the memory's session is another. */
export function help(helper: i32, session: i32, ownPlaces: usize): void {
  setOwnPlaces(ownPlaces);
  atomic.store<i32>(<usize>JOINED_AT + (<usize>helper << 2), session);
  for (;;) {
    const opened = atomic.load<i32>(OPENED_AT);
    if (atomic.load<i32>(SESSION_AT) != session) return;
    while (doPart(false)) {
      atomic.add<i32>(DONE_AT, 1);
      if (atomic.load<i32>(AWAITED_AT) != 0) wake(DONE_AT);
    }
    awaitOpening(opened);
  }
}

function awaitOpening(opened: i32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(OPENED_AT) != opened) return;
  }
  atomic.add<i32>(ASLEEP_AT, 1);
  while (atomic.load<i32>(OPENED_AT) == opened) sleep(OPENED_AT, opened);
  atomic.sub<i32>(ASLEEP_AT, 1);
}

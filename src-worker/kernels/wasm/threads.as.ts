// Threads over one memory. The first thread runs whole lists of calls; helpers wait until it opens
// the next phase, do their part of it and arrive. Whoever waits spins for a while, then sleeps.
import { call } from "./main.as";
import { arg, setOwnPlaces } from "./memory.as";
import { LIST_END, PART_END } from "./opcodes";
import {
  ARRIVED_AT,
  ARRIVED_SHIFT,
  ASLEEP_AT,
  AWAITED_AT,
  CODE_AT,
  JOINED_AT,
  OPENED_AT,
  RESTART_AT,
  SESSION_AT,
} from "./places";

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

/** Looks before sleep: some ten microseconds, in which most phases of the others end. */
const LOOKS: i32 = 20_000;

/** Opens the next phase to the helpers. */
export function open(): void {
  atomic.store<i32>(OPENED_AT, load<i32>(OPENED_AT) + 1);
  if (atomic.load<i32>(ASLEEP_AT) != 0) wake(OPENED_AT);
}

/** Waits until the helpers, argument 0 less one, have done their parts of the open phase. */
export function meet(args: usize): void {
  const opened = load<i32>(OPENED_AT);
  const threads = arg(args, 0);
  for (let helper = 1; helper < threads; helper++) awaitArrival(arrivedAt(helper), opened);
  store<i32>(RESTART_AT, 0);
}

// @ts-ignore: decorator
@inline
function arrivedAt(helper: i32): usize {
  return <usize>ARRIVED_AT + (<usize>helper << ARRIVED_SHIFT);
}

function awaitArrival(arrived: usize, opened: i32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(arrived) == opened) return;
  }
  atomic.store<i32>(AWAITED_AT, 1);
  for (;;) {
    const seen = atomic.load<i32>(arrived);
    if (seen == opened) break;
    sleep(arrived, seen);
  }
  atomic.store<i32>(AWAITED_AT, 0);
}

function awaitOpening(opened: i32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(OPENED_AT) != opened) return;
  }
  atomic.add<i32>(ASLEEP_AT, 1);
  while (atomic.load<i32>(OPENED_AT) == opened) sleep(OPENED_AT, opened);
  atomic.sub<i32>(ASLEEP_AT, 1);
}

/** A helper's whole work in a session, until the memory's session is another. */
export function help(helper: i32, session: i32, ownPlaces: usize): void {
  setOwnPlaces(ownPlaces);
  const list = ownPlaces + CODE_AT;
  const arrived = arrivedAt(helper);
  let from = list;
  let opened = atomic.load<i32>(OPENED_AT);
  atomic.store<i32>(<usize>JOINED_AT + (<usize>helper << 2), session);
  // The session may have ended before the helper looked how many phases had been opened.
  while (atomic.load<i32>(SESSION_AT) == session) {
    awaitOpening(opened);
    opened += 1;
    if (atomic.load<i32>(SESSION_AT) != session) return;
    if (load<i32>(RESTART_AT) != 0 || load<i32>(from) == LIST_END) from = list;
    from = doPart(from);
    atomic.store<i32>(arrived, opened);
    if (atomic.load<i32>(AWAITED_AT) != 0) wake(arrived);
  }
}

/** Runs calls up to the end of a part and returns where the next begins. */
function doPart(from: usize): usize {
  let opcode = load<i32>(from);
  while (opcode != PART_END) {
    call(opcode, from + 8);
    from = behind(from);
    opcode = load<i32>(from);
  }
  return behind(from);
}

/** Where the call after the one at `from` lies. */
// @ts-ignore: decorator
@inline
function behind(from: usize): usize {
  return from + 8 + (<usize>load<i32>(from, 4) << 2);
}

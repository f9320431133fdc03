/** The memory of this instance, which is taken from the bottom to the top and given back from the top down. */

/** More than this is refused, in bytes. */
const LARGEST: u64 = 1 << 30;
const PAGE: u64 = 1 << 16;

let top: u64 = 0;
let arrays: u64 = 0;

/** Gives back everything above an earlier `taken()`. */
export function giveBack(to: u64): void {
  top = to;
}

/** Bytes in use: constants, and what was taken since. */
export function taken(): u64 {
  return top;
}

/** Takes room for numbers. Arrays begin at odd cache lines so that those of equal size do not collide. */
export function take(numbers: u64): usize {
  const at = top + 64 * (arrays++ & 7);
  top = (at + 4 * numbers + 127) & ~127;
  return <usize>at;
}

/** Grows the memory to what was taken, if that is allowed. @returns whether it is there. */
export function provide(): bool {
  if (top > LARGEST) return false;
  const pages = (top + PAGE - 1) / PAGE;
  const have = <u64>memory.size();
  return pages <= have || memory.grow(<i32>(pages - have)) >= 0;
}

@inline
export function multipleOf8(n: i32): i32 {
  return (n + 7) & ~7;
}

@inline
export function multipleOf4(n: i32): i32 {
  return (n + 3) & ~3;
}

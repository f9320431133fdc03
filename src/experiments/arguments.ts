/** The command line of `npm run experiments`. */

/** What a command line asks for. */
export interface Arguments {
  /** Experiments to run; all when none is named. */
  readonly names: readonly string[];
  /** Keep only jobs whose path, after the experiment's id, begins with one of these; all when there is none. */
  readonly only: readonly string[];
  /** This process takes every `count`-th job, from the `index`-th on; both count from 1. */
  readonly shard: { readonly index: number; readonly count: number };
  readonly threads: number;
  /** Print the jobs and do nothing. */
  readonly list: boolean;
  /** How many recorded files to compute again and compare. */
  readonly check?: number;
}

/** A command line that cannot be followed; its message is for the person who typed it. */
export class BadArgument extends Error {}

/** Shown after every complaint. */
export const USAGE =
  'npm run experiments -- [name …] [--only task/arm] [--shard i/n] [--threads k] [--list] [--check files]';

const LARGEST = { shards: 1000, threads: 64, files: 100_000 };

/**
 * @param argv what follows the script's name.
 * @param known ids of the experiments there are.
 * @param cores default for `--threads`.
 * @throws BadArgument naming the option, its range and what was given.
 */
export function parseArguments(
  argv: readonly string[],
  known: readonly string[],
  cores: number,
): Arguments {
  const names: string[] = [];
  const only: string[] = [];
  let shard: Arguments['shard'] = { index: 1, count: 1 };
  let threads = Math.min(Math.max(1, cores), LARGEST.threads);
  let list = false;
  let check: number | undefined;
  // `--shard=1/4` is `--shard 1/4`.
  const words = argv.flatMap((word) => {
    const [, option, value] = /^(--[^=]*)=(.*)$/s.exec(word) ?? [];
    return option === undefined || value === undefined ? [word] : [option, value];
  });
  for (let k = 0; k < words.length; k++) {
    const word = words[k] ?? '';
    const value = (): string => words[++k] ?? '';
    if (word === '--list') list = true;
    else if (word === '--only') only.push(prefix(value()));
    else if (word === '--shard') shard = shardOf(value());
    else if (word === '--threads') threads = whole('--threads', value(), LARGEST.threads);
    else if (word === '--check') check = whole('--check', value(), LARGEST.files);
    else if (word.startsWith('-'))
      throw new BadArgument(
        `option must be one of --only, --shard, --threads, --list, --check, got ${shown(word)}`,
      );
    else if (!known.includes(word))
      throw new BadArgument(`experiment must be one of ${known.join(', ')}, got ${shown(word)}`);
    else names.push(word);
  }
  if (list && check !== undefined) throw new BadArgument('--list and --check exclude each other');
  return { names, only, shard, threads, list, ...(check === undefined ? {} : { check }) };
}

function shardOf(text: string): Arguments['shard'] {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= LARGEST.shards))
    throw new BadArgument(
      `--shard must be i/n with 1 ≤ i ≤ n ≤ ${LARGEST.shards}, got ${shown(text)}`,
    );
  return shard;
}

function whole(option: string, text: string, largest: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= 1 && value <= largest))
    throw new BadArgument(`${option} must be a whole number 1…${largest}, got ${shown(text)}`);
  return value;
}

function prefix(text: string): string {
  if (!/^[\w.-]+(\/[\w.-]+)*\/?$/.test(text))
    throw new BadArgument(
      `--only must be the beginning of a path, as adding/A, got ${shown(text)}`,
    );
  return text;
}

/** A word of the command line on one line and not too long, whatever is in it. */
const shown = (text: string): string =>
  text === '' ? 'nothing' : JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

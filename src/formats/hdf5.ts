/**
 * HDF5 through h5wasm, the HDF5 library compiled to WebAssembly. It is four megabytes long and loaded when a Keras file
 * comes or is wanted, never before; inside a worker, because a damaged file can make the library run for ever.
 * Files live in the library's own file system in memory. There is nothing else, so links to other files lead nowhere.
 */
import type * as Hdf5 from 'h5wasm';
import { FormatError } from './format-error.ts';
import { STACK_LIMITS } from './lstm-weights.ts';

/** Most objects and deepest nesting of a file, and most numbers of all datasets together, that are read. */
const LIMITS = { objects: 4096, depth: 12, numbers: STACK_LIMITS.numbers, rank: 8 } as const;

export interface Dataset {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** What is written: groups come from the paths of the datasets, and from `groups` where they are empty. */
export interface Hdf5Content {
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** Groups that need not hold anything, each with a `name` attribute. */
  readonly groups: ReadonlyMap<string, string>;
}

/** The datasets that are asked for, and the paths of the others. */
export interface Hdf5Reading {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly others: readonly string[];
}

type Library = typeof Hdf5;
type Group = InstanceType<Library['Group']>;

let loading: Promise<Library> | undefined;

/** Loads the library once. Rejects when it does not come. */
export function loadHdf5(): Promise<Library> {
  loading ??= import('h5wasm').then(async (module) => {
    const { activate_throwing_error_handler: throwErrors } = await module.ready;
    // Without this the library prints its errors to the console and goes on.
    throwErrors();
    return module;
  });
  // A later attempt may have more luck.
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * Reads the datasets whose path `wanted` accepts.
 * @throws FormatError when the file is damaged or beyond a limit, and nothing else.
 */
export async function readHdf5(
  file: Uint8Array,
  wanted: (path: string) => boolean,
): Promise<Hdf5Reading> {
  const module = await loadHdf5();
  const { FS } = await module.ready;
  const name = 'read.h5';
  try {
    FS.writeFile(name, file);
    const root = new module.File(name, 'r');
    try {
      return readGroup(module, root, wanted);
    } finally {
      root.close();
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    // Whatever the library says: an error of its own, or that it had to abort.
    throw new FormatError('structure', 'the HDF5 file', 'readable', wordsOf(error));
  } finally {
    try {
      FS.unlink(name);
    } catch {
      // It was never written.
    }
  }
}

/** What the library complains of, or the first line of whatever else was thrown. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /minor: (.*)/.exec(text)?.[1] ?? text.split('\n')[0] ?? '';
}

function readGroup(module: Library, root: Group, wanted: (path: string) => boolean): Hdf5Reading {
  const datasets = new Map<string, Dataset>();
  const others: string[] = [];
  let objects = 0;
  let left: number = LIMITS.numbers;
  const walk = (group: Group, path: string, depth: number): void => {
    if (depth > LIMITS.depth)
      throw new FormatError('limit', 'nesting of groups', `at most ${LIMITS.depth} deep`);
    for (const key of group.keys()) {
      if (++objects > LIMITS.objects)
        throw new FormatError('limit', 'number of objects', `at most ${LIMITS.objects}`);
      const own = path === '' ? key : `${path}/${key}`;
      const entity = group.get(key);
      if (entity instanceof module.Group) walk(entity, own, depth + 1);
      else if (entity instanceof module.Dataset && wanted(own)) {
        const dataset = readDataset(entity, own, left);
        left -= dataset.data.length;
        datasets.set(own, dataset);
      } else others.push(own);
    }
  };
  walk(root, '', 0);
  return { datasets, others };
}

/** @param most numbers that may still be read: a small file can claim many large datasets. */
function readDataset(
  dataset: InstanceType<Library['Dataset']>,
  path: string,
  most: number,
): Dataset {
  const { shape, dtype } = dataset;
  // A file of a kilobyte can claim a dataset of terabytes that holds one value.
  const count = (shape ?? []).reduce((product, size) => product * size, 1);
  if (shape === null || shape.length > LIMITS.rank || !(count >= 1 && count <= most))
    throw new FormatError(
      'limit',
      `size of ${path}`,
      `1…${most} numbers`,
      shape?.join(' × ') ?? 'nothing',
    );
  if (dtype !== '<f' && dtype !== '<d')
    throw new FormatError('structure', `type of ${path}`, 'float32 or float64', String(dtype));
  const { value } = dataset;
  if (!(value instanceof Float32Array || value instanceof Float64Array) || value.length !== count)
    throw new FormatError('structure', path, `${count} numbers`);
  for (const number of value)
    if (!Number.isFinite(number))
      throw new FormatError('structure', path, 'finite numbers', number);
  return { shape, data: value };
}

/** Writes a file. */
export async function writeHdf5({ datasets, groups }: Hdf5Content): Promise<Uint8Array> {
  const module = await loadHdf5();
  const { FS } = await module.ready;
  const name = 'write.h5';
  const root = new module.File(name, 'w');
  try {
    const made = new Map<string, Group>([['', root]]);
    const groupAt = (path: string): Group => {
      const known = made.get(path);
      if (known) return known;
      const slash = path.lastIndexOf('/');
      const group = groupAt(path.slice(0, Math.max(0, slash))).create_group(path.slice(slash + 1));
      made.set(path, group);
      return group;
    };
    for (const [path, label] of groups) groupAt(path).create_attribute('name', label);
    for (const [path, { shape, data }] of datasets) {
      const slash = path.lastIndexOf('/');
      groupAt(path.slice(0, slash)).create_dataset({
        name: path.slice(slash + 1),
        data,
        shape: [...shape],
        dtype: data instanceof Float64Array ? '<d' : '<f',
      });
    }
  } finally {
    root.close();
  }
  const file = FS.readFile(name);
  FS.unlink(name);
  return file;
}

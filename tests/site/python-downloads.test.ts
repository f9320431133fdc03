/** An article's code as script and notebook. */
import { expect, test } from 'vitest';
import type { PythonBlock } from '#site/python.ts';
import { fileAddress, notebookOf, scriptOf } from '#site/python-downloads.ts';

const block = (name: string, source: string, output: string): PythonBlock => ({
  name,
  framework: 'keras',
  source,
  output,
  run: {
    date: '2026-11-29',
    versions: { torch: '2.13.0', keras: '3.15.1', h5py: '3.14.0', numpy: '2.4.6' },
    backend: 'torch',
    blocks: {},
  },
});
const blocks = [
  block('build', 'import keras\nx = 1  # one\n# zh: 一\nprint(x)\n', '1'),
  block(
    'fails',
    '# raises: ValueError\nprint(2)\nif x:\n    raise ValueError("no: 3")\n',
    '2\nValueError: no: 3',
  ),
];
const head = { title: 'A question', url: 'https://strata.example/depth/x/' };

test('the script holds all blocks, its packages and the backend, and survives a block that fails', () => {
  expect(scriptOf(blocks, 'zh-cn', head)).toBe(
    `# A question · Keras
# https://strata.example/depth/x/
# pip install torch==2.13.0 keras==3.15.1

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

# %% build
import keras
x = 1  # 一
print(x)

# %% fails
try:
    print(2)
    if x:
        raise ValueError("no: 3")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
`,
  );
});

test('the notebook holds the same in cells, with what they printed', () => {
  const notebook = JSON.parse(notebookOf(blocks, 'en', head)) as {
    cells: { source: string[]; outputs?: object[]; metadata: object }[];
  };
  const [about, backend, build, fails] = notebook.cells;
  expect(about?.source.join('')).toContain('`pip install torch==2.13.0 keras==3.15.1`');
  expect(backend?.source.join('')).toContain('setdefault("KERAS_BACKEND", "torch")');
  expect(build?.source.join('')).toBe('import keras\nx = 1  # one\nprint(x)');
  expect(build?.outputs).toEqual([{ output_type: 'stream', name: 'stdout', text: ['1\n'] }]);
  expect(fails?.metadata).toEqual({ tags: ['raises-exception'] });
  expect(fails?.outputs).toEqual([
    { output_type: 'stream', name: 'stdout', text: ['2\n'] },
    {
      output_type: 'error',
      ename: 'ValueError',
      evalue: 'no: 3',
      traceback: ['ValueError: no: 3'],
    },
  ]);
});

test('files have addresses of their own', () => {
  expect(fileAddress('depth/x', 'pytorch', 'ipynb')).toBe('code/depth/x-pytorch.ipynb');
});

/**
 * Converts one file of weights as the demo's worker does, for `npm run check:formats`:
 *   node --experimental-strip-types tests/formats/convert-file.mjs <in> <target> <folder> <name>
 * Prints what was recognised as JSON, with the name of the file written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert, readWeights } from '#formats/convert.ts';

const [input, target, folder, base] = process.argv.slice(2);
const { stack, format, names, ignored } = await readWeights(new Uint8Array(readFileSync(input)));
const { name, file, difference } = await convert(stack, target, base);
writeFileSync(join(folder, name), file);
const { directions, biases, layers, precision } = stack;
process.stdout.write(
  JSON.stringify({ name, difference, format, names, ignored, directions, biases, layers, precision }),
);

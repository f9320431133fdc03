/** Splits a caption into its first sentence, which names the figure, and the rest with its leading space. */
export function captionParts(caption: string): [name: string, rest: string] {
  const [, name = caption, rest = ''] =
    /^(.*?(?:[.:?!](?=\s)|[。：？！]))([\s\S]*)$/.exec(caption) ?? [];
  return [name, rest];
}

/** A drawing of the page as a file that needs nothing from the page: every colour and font written into it. */

/** What CSS decides about SVG, and a file must therefore carry itself. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-style',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
/** Pixels of a picture for each pixel of the page. */
const SCALE = 2;

/**
 * The drawing with its styles resolved, on its background, with `note` (where it comes from) underneath.
 * @param background a colour as CSS computes it
 */
export function standaloneSvg(
  svg: SVGSVGElement,
  background: string,
  note: readonly string[],
): string {
  const { width, height } = svg.viewBox.baseVal;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  const full = { width: width + 2 * MARGIN, height: height + 2 * MARGIN + 18 * note.length };
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('width', String(full.width));
  copy.setAttribute('height', String(full.height));
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${full.width} ${full.height}`);
  const sheet = document.createElementNS(SVG, 'rect');
  const box = { x: -MARGIN, y: -MARGIN, ...full, fill: background };
  for (const [name, value] of Object.entries(box)) sheet.setAttribute(name, String(value));
  copy.prepend(sheet);
  const style = getComputedStyle(svg.querySelector('text') ?? svg);
  note.forEach((line, index) => {
    const text = document.createElementNS(SVG, 'text');
    text.textContent = line;
    text.setAttribute('x', '0');
    text.setAttribute('y', String(height + 18 * (index + 1)));
    text.setAttribute('style', `font: 12px ${style.fontFamily}; fill: ${style.fill}`);
    copy.append(text);
  });
  return new XMLSerializer().serializeToString(copy);
}

function inlineStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  to.setAttribute(
    'style',
    STYLES.map((name) => `${name}: ${computed.getPropertyValue(name)}`).join('; '),
  );
  to.removeAttribute('class');
  // Elsewhere the page's fonts may be missing: whatever takes their place keeps to the room they had.
  if (from instanceof SVGTextContentElement) {
    to.setAttribute('textLength', String(from.getComputedTextLength()));
    to.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
  for (const [index, child] of [...from.children].entries()) {
    const twin = to.children[index];
    if (twin) inlineStyles(child, twin);
  }
}

/** @throws Error when the browser cannot draw or encode the picture. */
export async function toPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('the picture could not be encoded');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the reader. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; revoking at once cancels it in some browsers.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** At which widths a chart is drawn. The server does not know the room there will be; a change of height would show. */

/** A wide chart and a narrow one, of which CSS shows the one that fits. */
export type ServerWidths = readonly [wide: number, narrow: number];

/** Below this width, pixels, a chart is laid out for a narrow place; `demo.css` has the same number. */
export const NARROW = 520;
/** Up to this width the server's narrow chart stays and is scaled, so that it takes the same room before and after. */
const SCALED = 360;

/**
 * @param width of the box in pixels; 0 on the server
 * @param server what is drawn there
 */
export function chartWidths(width: number, server: ServerWidths = [756, 326]): readonly number[] {
  if (width === 0) return server;
  return [width <= SCALED ? server[1] : Math.round(width)];
}

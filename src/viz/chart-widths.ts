/** At which widths a chart is drawn. The server does not know the room there will be; a change of height would show. */

/** What the server draws: a wide chart and a narrow one, of which CSS shows the one that fits. */
const SERVER = [756, 326] as const;
/** Up to this width the narrow one stays and is scaled, so that it takes the same room before and after. */
const SCALED = 360;

/** @param width of the box in pixels; 0 on the server */
export function chartWidths(width: number): readonly number[] {
  if (width === 0) return SERVER;
  return [width <= SCALED ? SERVER[1] : Math.round(width)];
}

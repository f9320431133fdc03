/** Pressing and dragging on a drawing, told in the drawing's own units. Scrolling up and down is left to the page. */

export interface PlaceOnDrawing {
  readonly x: number;
  readonly y: number;
  /** Width of the drawing, in the same units. */
  readonly width: number;
  /** True when the button went down here, false while it is dragged. */
  readonly pressed: boolean;
}

/** What to attach to a drawing. @param told where the pointer is, while the main button or a finger is down */
export const dragOver =
  (told: (place: PlaceOnDrawing) => void) =>
  (element: SVGSVGElement): (() => void) => {
    const tell = (event: PointerEvent, pressed: boolean): void => {
      const box = element.getBoundingClientRect();
      const { width } = element.viewBox.baseVal;
      const scale = width / box.width;
      told({
        x: (event.clientX - box.left) * scale,
        y: (event.clientY - box.top) * scale,
        width,
        pressed,
      });
    };
    const press = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      tell(event, true);
    };
    const drag = (event: PointerEvent): void => {
      if (element.hasPointerCapture(event.pointerId)) tell(event, false);
    };
    element.addEventListener('pointerdown', press);
    element.addEventListener('pointermove', drag);
    return () => {
      element.removeEventListener('pointerdown', press);
      element.removeEventListener('pointermove', drag);
    };
  };

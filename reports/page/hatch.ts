export type Hatching = (colour: string, density: 'sparse' | 'dense') => CanvasPattern | string;

/**
 * Makes stripes of a colour on `paper`: `sparse` for a worker that boots, `dense` for one that drains, told apart without colour.
 * Each is made once, because a crash loop has thousands of bars.
 */
export function hatching(pen: CanvasRenderingContext2D, paper: string): Hatching {
  const made = new Map<string, CanvasPattern | string>();
  return (colour, density) => {
    const key = `${density} ${colour}`;
    const pattern = made.get(key) ?? stripes(pen, colour, paper, density);
    made.set(key, pattern);
    return pattern;
  };
}

function stripes(
  pen: CanvasRenderingContext2D,
  colour: string,
  paper: string,
  density: 'sparse' | 'dense',
): CanvasPattern | string {
  const size = 6;
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const draw = tile.getContext('2d');
  if (draw === null) return colour;
  draw.fillStyle = paper;
  draw.fillRect(0, 0, size, size);
  draw.strokeStyle = colour;
  draw.lineWidth = density === 'dense' ? 3 : 1.2;
  draw.beginPath();
  // Three strokes, so that the corners meet those of the next tile.
  for (const shift of [-size, 0, size]) {
    const [from, to] = density === 'dense' ? [size, 0] : [0, size];
    draw.moveTo(shift, from);
    draw.lineTo(shift + size, to);
  }
  draw.stroke();
  return pen.createPattern(tile, 'repeat') ?? colour;
}

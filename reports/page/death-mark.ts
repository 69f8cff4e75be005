import type { Cause } from '../../harness/record.js';
import type { Theme } from './theme.js';

export interface DeathMark {
  x: number;
  y: number;
  radius: number;
  cause: Cause;
  /** The colour of the place. */
  colour: string;
  theme: Theme;
  isSelected: boolean;
}

/** Draws how a worker went, a shape for each cause: sent away at the ceiling ●, ended by the fault ✕, killed ■, unknown ?. */
export function deathMark(pen: CanvasRenderingContext2D, mark: DeathMark): void {
  const { x, y, radius, cause, theme, isSelected } = mark;
  pen.save();
  pen.beginPath();
  pen.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  pen.fillStyle = theme.paper;
  pen.fill();
  pen.lineWidth = isSelected ? 2.5 : 1.5;
  pen.strokeStyle = isSelected ? theme.ink : cause === 'ceiling' ? mark.colour : theme.bad;
  pen.stroke();
  if (isSelected) {
    pen.beginPath();
    pen.arc(x, y, radius + 5, 0, 2 * Math.PI);
    pen.stroke();
  }
  shapes[cause](pen, mark);
  pen.restore();
}

const shapes: Record<Cause, (pen: CanvasRenderingContext2D, mark: DeathMark) => void> = {
  ceiling(pen, { x, y, radius, colour }) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, radius * 0.55, 0, 2 * Math.PI);
    pen.fill();
  },
  fault(pen, { x, y, radius, theme }) {
    const arm = radius * 0.5;
    pen.strokeStyle = theme.bad;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x + arm, y - arm);
    pen.lineTo(x - arm, y + arm);
    pen.stroke();
  },
  forced(pen, { x, y, radius, theme }) {
    const side = radius;
    pen.fillStyle = theme.bad;
    pen.fillRect(x - side / 2, y - side / 2, side, side);
  },
  unknown(pen, { x, y, radius, theme }) {
    pen.fillStyle = theme.bad;
    pen.font = `bold ${Math.round(radius * 1.6)}px system-ui, sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText('?', x, y + 0.5);
  },
};

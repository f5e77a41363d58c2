// Small charts as SVG. Each has its numbers in words for those who do not see it.

import { html, useLayoutEffect, useRef, useState } from "../core/html.js";
import { short } from "../core/format.js";

const FIRST_WIDTH = 640;
const HIGH = 200;
const LEFT = 44;
const BOTTOM = 22;

/** A share as a bar, with its number. */
export function Share({ part, text, title }) {
  const width = 56 * part;
  return html`<span class="share" title=${title}><svg viewBox="0 0 56 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class=${part >= 0.5 ? "good" : "bad"} width=${width} height="6" rx="3" />
    ${part >= 0.5 && part < 1 && html`<rect class="bad" x=${width} width=${56 - width} height="6" />`}</svg><span>${text}</span></span>`;
}

/** How far something has come. */
export function Progress({ part, label }) {
  return html`<svg class="progress" viewBox="0 0 100 6" preserveAspectRatio="none" role="progressbar" aria-label=${label}
    aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(part * 100)}><rect class="all" width="100" height="6" />
      <rect class="done" width=${part * 100} height="6" /></svg>`;
}

export function Spark({ values, look = "accent", label, width = 96, height = 24 }) {
  const top = Math.max(...values, 1);
  const step = width / Math.max(values.length - 1, 1);
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`).join(" ");
  return html`<svg width=${width} height=${height} role="img" aria-label=${label}><polyline class="stroke-${look}" stroke-width="1.5"
      points=${points} /></svg>`;
}

/** A round number at or above, so that the lines of the grid have numbers one can read. */
function ceiling(value) {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 4, 5, 8, 10].map((n) => n * power).find((n) => n >= value);
}

/** As wide as there is room, so that its words keep their size. */
function useWidth() {
  const box = useRef(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([seen]) => setWidth(Math.max(200, Math.round(seen.contentRect.width))));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

/**
 * @param {{label: string, at: string[], series: {name: string, look: string, values: (number|null)[]}[], area?: boolean, unit?: (n: number) => string}} props
 */
export function Chart({ label, at, series, area, unit = short }) {
  const [box, wide] = useWidth();
  const [on, setOn] = useState(null);
  const top = ceiling(Math.max(1, ...series.flatMap((each) => each.values).filter((value) => value !== null)));
  const x = (i) => LEFT + (at.length < 2 ? (wide - LEFT) / 2 : (i * (wide - LEFT)) / (at.length - 1));
  const y = (value) => (HIGH - BOTTOM) * (1 - value / top) + 6;
  const point = (event) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const place = ((event.clientX - frame.left) / frame.width) * wide - LEFT;
    const i = Math.round((place / (wide - LEFT)) * (at.length - 1));
    setOn(Math.max(0, Math.min(at.length - 1, i)));
  };
  return html`<figure class="stack tight" ref=${box}>
    <div class="line apart"><figcaption class="strong">${label}</figcaption>
      <div class="legend">${series.map((each) => html`<span class=${each.look}><i></i>${each.name}${on !== null
        ? html` <b>${each.values[on] === null ? "–" : unit(each.values[on])}</b>` : ""}</span>`)}
        ${on !== null && html`<span class="faint">${at[on]}</span>`}</div></div>
    <svg class="chart" viewBox="0 0 ${wide} ${HIGH + 6}" role="img" aria-label=${described(label, series, unit)} onPointerMove=${point}
        onPointerLeave=${() => setOn(null)}>
      ${[0, 0.5, 1].map((part) => html`<line class="grid" x1=${LEFT} x2=${wide} y1=${y(top * part)} y2=${y(top * part)} />
        <text x=${LEFT - 8} y=${y(top * part) + 4} text-anchor="end">${unit(top * part)}</text>`)}
      ${ticks(at.length, wide < 420 ? 4 : 7).map((i, n, all) => html`<text x=${x(i)} y=${HIGH + 4}
          text-anchor=${i === 0 && at.length > 1 ? "start" : n === all.length - 1 && at.length > 1 ? "end" : "middle"}>${at[i]}</text>`)}
      ${series.map((each) => html`<${Line} values=${each.values} look=${each.look} ...${{ x, y, area }} />`)}
      ${on !== null && html`<line class="cursor" x1=${x(on)} x2=${x(on)} y1="6" y2=${y(0)} />`}
    </svg>
  </figure>`;
}

function Line({ values, x, y, area, look }) {
  const known = values.map((value, i) => [i, value]).filter(([, value]) => value !== null);
  if (!known.length) return null;
  const path = known.map(([i, value], n) => `${n ? "L" : "M"}${x(i).toFixed(1)},${y(value).toFixed(1)}`).join("");
  const back = [...known].reverse().map(([i]) => `L${x(i).toFixed(1)},${y(0).toFixed(1)}`).join("");
  return html`${area && html`<path class="fill-${look}" d="${path}${back}Z" />`}<path class="stroke-${look}" stroke-width="1.8"
      stroke-linejoin="round" d=${path} />
    ${known.length === 1 && html`<circle class="stroke-${look}" cx=${x(known[0][0])} cy=${y(known[0][1])} r="3" />`}`;
}

/** Evenly, and the last one always. */
function ticks(n, most) {
  const step = Math.ceil(n / most);
  return Array.from({ length: Math.ceil(n / step) }, (_, i) => n - 1 - i * step).reverse();
}

function described(label, series, unit) {
  return `${label}: ${series.map((each) => {
    const known = each.values.filter((value) => value !== null);
    return known.length ? `${each.name} from ${unit(Math.min(...known))} to ${unit(Math.max(...known))}` : `${each.name} without values`;
  }).join(", ")}`;
}

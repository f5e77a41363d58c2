// Icons as strokes in the colour of the text beside them. They say nothing that words do not.

import { html } from "../core/html.js";

const PATHS = {
  profiles: "M4 6h16M4 12h10M4 18h7M17 15v6M14 18h6",
  callbacks: "M4 12h4l3-8 4 16 3-8h2",
  reports: "M4 20V10M10 20V4M16 20v-7M21 20H3",
  inboxes: "M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  system: "M4 5h16v6H4zM4 14h16v6H4zM8 8h.01M8 17h.01",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1M12 20v1M3 12h1M20 12h1M5.6 5.6l.7.7M17.7 17.7l.7.7M5.6 18.4l.7-.7M17.7 6.3l.7-.7",
  moon: "M20 14a8 8 0 1 1-9.5-10A6.5 6.5 0 0 0 20 14z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12l5 5 9-10",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  pause: "M8 5v14M16 5v14",
  play: "M7 5l12 7-12 7z",
  retry: "M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4",
  replay: "M17 3l3 3-3 3M4 11V9a3 3 0 0 1 3-3h13M7 21l-3-3 3-3M20 13v2a3 3 0 0 1-3 3H4",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  back: "M14 6l-6 6 6 6",
  down: "M6 9l6 6 6-6",
  send: "M4 12l16-8-6 16-3-7z",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  turn: "M12 4a8 8 0 1 1-8 8",
  key: "M14 10a4 4 0 1 0-3.5 4L12 15.500h2v2h2v2h4v-3.500L13.800 11",
};

export function Icon({ name, size = 16 }) {
  return html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
      stroke-width=${name === "more" ? 3 : 1.8}
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class=${name === "turn" ? "turning" : ""}>
      <path d=${PATHS[name]} /></svg>`;
}

// Streams of server-sent events. A stream that breaks is opened again, later and later, until it is closed.

import { suspectLost } from "./session.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

/**
 * @param {string} url
 * @param {Record<string, (data: any) => void>} handlers  by the name of the event
 * @param {(state: "live" | "broken") => void} tell
 * @returns {() => void} closes it
 */
export function follow(url, handlers, tell = () => {}) {
  let source;
  let timer;
  let wait = FIRST_WAIT;
  let closed = false;

  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      wait = FIRST_WAIT;
      tell("live");
    };
    source.onerror = () => {
      tell("broken");
      if (!closed) suspectLost();
      if (source.readyState !== EventSource.CLOSED || closed) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
  };

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
}

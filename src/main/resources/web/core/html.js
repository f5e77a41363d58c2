// What components are written with: templates without a build step, state that redraws what reads it.

import { h, render, Fragment, createContext } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export { h, render, Fragment, createContext };
export { useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.js";
export { signal, computed, effect, batch, useSignal } from "../vendor/signals.js";

export const html = htm.bind(h);

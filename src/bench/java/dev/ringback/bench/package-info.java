/** Measures Ringback from outside, beside a bare relay. No part of the product: `bin/bench` compiles and runs it. */
package dev.ringback.bench;

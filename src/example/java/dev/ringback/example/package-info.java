/** Programs that use the client, each in one file. */
package dev.ringback.example;

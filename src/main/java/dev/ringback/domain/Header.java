package dev.ringback.domain;

/** A header of a profile; the value is a template. A secret value is kept encrypted and never shown. */
public record Header(String name, String value, boolean secret) {
    @Override
    public String toString() {
        return name + ": " + (secret ? SecretText.MASK : value);
    }
}

package dev.ringback.domain.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damages valid documents at random and asks Jackson whether what came out is still JSON. */
class JsonAgreementTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String[] SEEDS = {
        "{\"id\":\"cb_1\",\"n\":-12.5e+3,\"list\":[1,2,{\"x\":null}],\"t\":true}",
        "[\"\\u00e9\\n\\\"\",\"é€😀\",0,[[]],{},false]",
        " { \"a\" : { \"b\" : [ 1 , 2 ] } , \"c\" : \"\\ud83d\\ude00 \\ud800\" } ",
        "\"plain\"",
        "-0.125E-7",
    };
    private static final byte[] SPICE = "\"\\{}[]:,0123456789.eE+- \ttruefalsnu\u00e9€/x\u0001".getBytes(UTF_8);

    @Test
    void agreesWithJacksonOnDamagedDocuments() {
        Random random = new Random(42);
        int valid = 0;
        for (int i = 0; i < 12_000; i++) {
            byte[] text = damaged(SEEDS[random.nextInt(SEEDS.length)].getBytes(UTF_8), random);
            String fault = JsonCursorTest.fault(text);
            boolean expected = jacksonTakes(text);
            valid += expected ? 1 : 0;

            assertThat(fault.isEmpty())
                    .as("case %d: %s (%s)", i, new String(text, UTF_8), fault)
                    .isEqualTo(expected);
        }
        assertThat(valid).isBetween(1_500, 10_000);
    }

    @Test
    void readsStringsAsJacksonDoes() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0xd800)));
            }
            String string = text.append(random.nextInt(3) == 0 ? "😀" : "").toString();
            byte[] json = random.nextBoolean()
                    ? JACKSON.writeValueAsBytes(string)
                    : escapedThroughout(string).getBytes(UTF_8);

            assertThat(new JsonCursor(json).string()).isEqualTo(string);
        }
    }

    /** Jackson decodes lone surrogates leniently when they are in raw UTF-8, so the bytes are checked by the JDK first. */
    private static boolean jacksonTakes(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            JsonNode tree = JACKSON.readTree(text);
            return !tree.isMissingNode();
        } catch (CharacterCodingException broken) {
            return false;
        } catch (IOException invalid) {
            return false;
        }
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] text = seed;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length);
            byte spice = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : SPICE[random.nextInt(SPICE.length)];
            switch (random.nextInt(3)) {
                case 0 -> {
                    text = text.clone();
                    text[at] = spice;
                }
                case 1 -> {
                    byte[] longer = Arrays.copyOf(text, text.length + 1);
                    System.arraycopy(text, at, longer, at + 1, text.length - at);
                    longer[at] = spice;
                    text = longer;
                }
                default -> {
                    byte[] shorter = Arrays.copyOf(text, Math.max(1, text.length - 1));
                    System.arraycopy(
                            text, at + 1, shorter, Math.min(at, shorter.length), Math.max(0, text.length - at - 1));
                    text = shorter;
                }
            }
        }
        return text;
    }

    private static String escapedThroughout(String string) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : string.toCharArray()) {
            json.append(String.format("\\u%04x", (int) c));
        }
        return json.append('"').toString();
    }
}

package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of the guide: a profile and an event's data, and to the last character the request that the receiver gets. */
class ExamplesTest {
    private static final String SMS = """
            {"id":"6b1d3a52-0b7a-4ae6-9c4e-2f6b4b6f1a00:1","recipient":"+919812345678","source":"KLRHXA","status":"Delivered",
             "status_trace":"DELIVERED","description":"Message has been delivered","message":"Your code is 42 & done",
             "ref":"campaign 7","parts":["p-1","p-2"]}""";

    @Test
    void smsStatusByGet() {
        Request profile = get(
                "https://webhook.site/93e95c0d?id=<id>&to=<recipient>&status=<status>&text=<message>&ref=<ref>",
                new Header("X-Api-Key", "s3cret-key", false));

        assertThat(sent(profile, SMS)).isEqualTo("""
                        GET https://webhook.site/93e95c0d?id=6b1d3a52-0b7a-4ae6-9c4e-2f6b4b6f1a00%3A1&to=%2B919812345678&status=Delivered&text=Your%20code%20is%2042%20%26%20done&ref=campaign%207
                        X-Api-Key: s3cret-key

                        """);
    }

    @Test
    void smsStatusByPost() {
        Request profile = post(BodyType.JSON, """
                {
                  "id": "<id>",
                  "recipient": "<recipient>",
                  "status": "<status>",
                  "status_trace": "<status_trace>",
                  "description": "<description>",
                  "message": "<message>",
                  "ref": "<ref>", "ref1": "<ref1>"
                }""");

        assertThat(sent(profile, SMS)).isEqualTo("""
                POST https://webhook.site/93e95c0d
                content-type: application/json

                {
                  "id": "6b1d3a52-0b7a-4ae6-9c4e-2f6b4b6f1a00:1",
                  "recipient": "+919812345678",
                  "status": "Delivered",
                  "status_trace": "DELIVERED",
                  "description": "Message has been delivered",
                  "message": "Your code is 42 & done",
                  "ref": "campaign 7", "ref1": ""
                }""");
    }

    @Test
    void incomingSms() {
        Request profile = post(BodyType.JSON, """
                {"source":"<source>","recipient":"<recipient>","description":"<description>","status":"<status>",\
                "status_trace":"<status_trace>","id":"<id>","kid":"<kid>","message":"<message>","keyword":"<keyword>",\
                "operator":"<operator>","circle":"<circle>","timestamp":"<timestamp>","parts[n]":"<parts[n]>"}""");

        assertThat(sent(profile, """
                {"source":"919812345678","recipient":"+919100000001","description":"Message has been sent","status":"SENT",
                 "status_trace":"SENT","id":"0f1e2d3c:1","kid":"k-77","message":"JOIN \\"now\\"\\nplease","keyword":"JOIN",
                 "operator":"JIO","circle":"JIO ASSAM","timestamp":"2025-04-17 18:35:20","parts":["JOIN \\"now\\"\\n","please"]}""")).isEqualTo("""
                        POST https://webhook.site/93e95c0d
                        content-type: application/json

                        {"source":"919812345678","recipient":"+919100000001","description":"Message has been sent","status":"SENT",\
                        "status_trace":"SENT","id":"0f1e2d3c:1","kid":"k-77","message":"JOIN \\"now\\"\\nplease","keyword":"JOIN",\
                        "operator":"JIO","circle":"JIO ASSAM","timestamp":"2025-04-17 18:35:20",\
                        "parts[0]":"JOIN \\"now\\"\\n","parts[1]":"please"}""");
    }

    @Test
    void incomingWhatsAppByGet() {
        Request profile =
                get("https://webhook.site/93e95c0d?from=<from>&type=<type>&body=<body>&name=<name>&wanumber=<wanumber>"
                        + "&mobile=<mobile>&created_at=<created_at>&reply_to=<reply_to>&media_url=<media_url>"
                        + "&location=<location>");

        assertThat(sent(profile, """
                {"from":"919812345678","type":"location","body":"Where? ☕","name":"Ada & Co","wanumber":"919100000001",
                 "mobile":"919812345678","created_at":"2026-11-22T09:30:00Z","location":{"latitude":12.97,"longitude":77.59}}""")).isEqualTo("""
                        GET https://webhook.site/93e95c0d?from=919812345678&type=location&body=Where%3F%20%E2%98%95&name=Ada%20%26%20Co&wanumber=919100000001&mobile=919812345678&created_at=2026-11-22T09%3A30%3A00Z&reply_to=&media_url=&location=%7B%22latitude%22%3A12.97%2C%22longitude%22%3A77.59%7D

                        """);
    }

    @Test
    void incomingWhatsAppByPost() {
        Request profile = post(BodyType.JSON, """
                {"from":"<from>","type":"<type>","body":"<body>","contacts":"<contacts>","location":"<location>"}""");

        assertThat(sent(profile, """
                {"from":"919812345678","type":"contacts","body":"",
                 "contacts":[{"name":{"formatted_name":"Grace <H>"},"phones":[{"phone":"+1 555"}]}]}""")).isEqualTo("""
                        POST https://webhook.site/93e95c0d
                        content-type: application/json

                        {"from":"919812345678","type":"contacts","body":"","contacts":\
                        [{"name":{"formatted_name":"Grace <H>"},"phones":[{"phone":"+1 555"}]}],"location":""}""");
    }

    @Test
    void templateStatus() {
        String data = """
                {"id":"1122334455","time":1751247548,"event":"REJECTED","message_template_id":998877665544332211,
                 "message_template_name":"order_update","message_template_language":"en_US","reason":"INVALID_FORMAT",
                 "callback_profile_id":"IN_09b3dfa7","company_id":"42"}""";

        assertThat(sent(
                        get(
                                "https://webhook.site/93e95c0d?id=<id>&time=<time|iso8601>&event=<event>&template=<message_template_id>"
                                        + "&reason=<reason>&other_info=<other_info>"),
                        data))
                .isEqualTo("""
                        GET https://webhook.site/93e95c0d?id=1122334455&time=2025-06-30T01%3A39%3A08Z&event=REJECTED&template=998877665544332211&reason=INVALID_FORMAT&other_info=

                        """);
        assertThat(sent(post(BodyType.JSON, """
                {"id":"<id>","time":"<time>","event":"<event>","message_template_id":"<message_template_id>",\
                "message_template_name":"<message_template_name>","message_template_language":"<message_template_language>",\
                "reason":"<reason>","callback_profile_id":"<callback_profile_id>","company_id":"<company_id>"}"""), data)).isEqualTo("""
                        POST https://webhook.site/93e95c0d
                        content-type: application/json

                        {"id":"1122334455","time":1751247548,"event":"REJECTED","message_template_id":998877665544332211,\
                        "message_template_name":"order_update","message_template_language":"en_US",\
                        "reason":"INVALID_FORMAT","callback_profile_id":"IN_09b3dfa7","company_id":"42"}""");
    }

    @Test
    void paymentWithAnObject() {
        Request profile = post(BodyType.JSON, """
                {"id":"<id>","status":"<status>","type":"<type>","phone":"<phone_number>","payment":"<payment>",\
                "amount":"<payment.amount.value>","note":"<payment.currency> <payment.transaction.id>"}""");
        String payment = """
                {"amount":{"offset":100,"value":12500},"currency":"INR","receipt":"r-1","reference_id":"ref 1",\
                "transaction":{"amount":{"offset":100,"value":12500},"created_timestamp":1722445231,"id":"order_1",\
                "refunds":null,"status":"success","type":"razorpay","updated_timestamp":1722445331}}""";

        assertThat(sent(
                        profile,
                        "{\"id\":\"wamid.HB\",\"status\":\"captured\",\"type\":\"payment\",\"phone_number\":\"919812345678\",\"payment\":"
                                + payment + "}"))
                .isEqualTo("""
                        POST https://webhook.site/93e95c0d
                        content-type: application/json

                        {"id":"wamid.HB","status":"captured","type":"payment","phone":"919812345678","payment":\
                        """ + payment + ",\"amount\":12500,\"note\":\"INR order_1\"}");
    }

    @Test
    void endOfAVoiceCall() {
        Request profile = post(BodyType.XML, """
                <call id="<id>"><status><=status></status><caller country="<caller.country>"><=caller.number></caller>\
                <billsec><=billsec></billsec><started><starttime|iso8601></started><keypress><=keypress|"-"></keypress></call>""");

        assertThat(sent(profile, """
                {"id":"c-9","status":"ANSWER","caller":{"number":"+91 98","country":"India"},"billsec":31,"starttime":1751247548}""")).isEqualTo("""
                        POST https://webhook.site/93e95c0d
                        content-type: application/xml; charset=utf-8

                        <call id="c-9"><status>ANSWER</status><caller country="India">+91 98</caller>\
                        <billsec>31</billsec><started>2025-06-30T01:39:08Z</started><keypress>-</keypress></call>""");
    }

    @Test
    void chatbot() {
        String template = """
                {"name":"name","phone":"<whatsapp_number>","address":{"formatted_address":"<address.formatted_address>" }}""";
        String data = """
                {"whatsapp_number":"919812345678","address":{"formatted_address":"12, \\"Rose\\" Lane\\r\\nPune"}}""";
        String body = """
                {"name":"name","phone":"919812345678","address":{"formatted_address":"12, \\"Rose\\" Lane\\r\\nPune" }}""";

        assertThat(sent(post(BodyType.JSON, template), data))
                .isEqualTo("POST https://webhook.site/93e95c0d\ncontent-type: application/json\n\n" + body);
        assertThat(sent(request(Method.PUT, Optional.of(new BodySpec(BodyType.JSON, "{\"name\":\"Ray\"}"))), data))
                .isEqualTo("PUT https://webhook.site/93e95c0d\ncontent-type: application/json\n\n{\"name\":\"Ray\"}");
        assertThat(sent(request(Method.DELETE, Optional.empty()), data))
                .isEqualTo("DELETE https://webhook.site/93e95c0d\n\n");
    }

    private static Request get(String url, Header... headers) {
        return new Request(Method.GET, url, List.of(headers), List.of(), Optional.empty());
    }

    private static Request post(BodyType type, String template) {
        return request(Method.POST, Optional.of(new BodySpec(type, template)));
    }

    private static Request request(Method method, Optional<BodySpec> body) {
        return new Request(method, "https://webhook.site/93e95c0d", List.of(), List.of(), body);
    }

    private static String sent(Request profile, String data) {
        return new String(
                RequestExcerpt.of(Rendering.render(profile, data), 1 << 20).bytes(), UTF_8);
    }
}

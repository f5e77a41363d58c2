package dev.ringback.audit;

import java.util.Arrays;
import java.util.Optional;

/** What was done. The word is what the store keeps and the API says. */
public enum Action {
    PROFILE_CREATED("profile.created"),
    PROFILE_DUPLICATED("profile.duplicated"),
    PROFILE_CHANGED("profile.changed"),
    PROFILE_ENABLED("profile.enabled"),
    PROFILE_DISABLED("profile.disabled"),
    PROFILE_AUTO_DISABLED("profile.auto_disabled"),
    PROFILE_SECRET_ROTATED("profile.secret_rotated"),
    PROFILE_DELETED("profile.deleted"),
    PROFILE_TESTED_ELSEWHERE("profile.tested_elsewhere"),
    KEY_CREATED("api_key.created"),
    KEY_REVOKED("api_key.revoked"),
    USER_CREATED("user.created"),
    USER_PASSWORD_CHANGED("user.password_changed"),
    USER_PASSWORD_RESET("user.password_reset"),
    USER_REMOVED("user.removed");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Action> parse(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst();
    }
}

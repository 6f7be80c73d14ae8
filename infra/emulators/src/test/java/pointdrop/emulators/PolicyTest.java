package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Policy.Condition;
import pointdrop.emulators.Policy.Need;
import pointdrop.emulators.Policy.Rule;

class PolicyTest {
    private static Policy policy(String statements) {
        return Policy.parse("{\"Statement\": [" + statements + "]}");
    }

    private static boolean allows(Policy policy, String action, String resource) {
        return policy.allows(new Need(action, resource));
    }

    @Test
    void anActionIsAllowedOnWhatAStatementNames() {
        Policy policy = policy("""
                {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["b/in/*", "b/one"]}
                """);

        assertTrue(allows(policy, "s3:GetObject", "b/in/x"));
        assertTrue(allows(policy, "s3:PutObject", "b/one"));
        assertFalse(allows(policy, "s3:PutObject", "b/one/more"));
        assertFalse(allows(policy, "s3:PutObject", "b/input"));
        assertFalse(allows(policy, "s3:DeleteObject", "b/one"));
    }

    @Test
    void whatIsDeniedIsNotAllowedByAnotherStatement() {
        Policy policy = policy(
                """
                        {"Effect": "Allow", "Action": "s3:*", "Resource": "b/*"},
                        {"Effect": "Deny", "Action": "s3:*", "Resource": "b/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
                        """);

        assertTrue(allows(policy, "s3:GetObject", "b/x"));
        assertFalse(policy.allows(new Need("s3:GetObject", "b/x").with("aws:SecureTransport", "false")));
    }

    @Test
    void aStatementWithAConditionIsAboutRequestsThatHaveTheKey() {
        Policy policy = policy("""
                {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": "i",
                 "Condition": {"StringEquals": {"ses:FromAddress": ["a@a.example", "b@a.example"]}}}
                """);

        assertFalse(allows(policy, "ses:SendEmail", "i"));
        assertTrue(policy.allows(new Need("ses:SendEmail", "i").with("ses:FromAddress", "b@a.example")));
        assertFalse(policy.allows(new Need("ses:SendEmail", "i").with("ses:FromAddress", "c@a.example")));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        for (String statement : List.of("{'Effect': 'Allow', 'NotAction': 'a', 'Resource': 'r'}",
                "{'Effect': 'Allow', 'Action': 'a', 'NotResource': 'r'}",
                "{'Effect': 'Allow', 'Action': 'a', 'Resource': 'r/*/x'}",
                "{'Effect': 'Allow', 'Action': 'a', 'Resource': 'r?'}",
                "{'Effect': 'Allow', 'Action': 'a', 'Resource': 'r', 'Condition': {'StringLike': {'k': 'v'}}}",
                "{'Effect': 'Maybe', 'Action': 'a', 'Resource': 'r'}")) {
            assertThrows(RuntimeException.class, () -> policy(statement.replace('\'', '"')), statement);
        }
    }

    /// The rules that are told to be unused are those without which everything would still be allowed.
    @Test
    void aRuleIsUsedWhereSomethingIsAllowedByNoOther() {
        Random random = new Random(1);
        for (int run = 0; run < 1_000; run++) {
            Policy policy = new Policy(IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(_ -> new Rule(true, "a" + random.nextInt(2),
                            random.nextBoolean() ? "r/*" : "r/" + random.nextInt(2), List.<Condition>of()))
                    .toList());
            Set<Need> needs = random.ints(random.nextInt(4), 0, 4)
                    .mapToObj(number -> new Need("a" + number % 2, "r/" + number / 2))
                    .filter(policy::allows)
                    .collect(Collectors.toSet());

            assertEquals(IntStream.range(0, policy.rules().size())
                    .filter(number -> needs.stream().allMatch(without(policy, number)::allows))
                    .mapToObj(policy.rules()::get)
                    .toList(), policy.unused(needs), policy + " " + needs);
        }
    }

    private static Policy without(Policy policy, int number) {
        return new Policy(IntStream.range(0, policy.rules().size())
                .filter(other -> other != number)
                .mapToObj(policy.rules()::get)
                .toList());
    }
}

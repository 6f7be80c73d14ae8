package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Aws;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.LogLines;
import pointdrop.emulators.Template;
import pointdrop.emulators.TestClock;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.emulators.memory.Privileges;
import pointdrop.mail.Links;
import pointdrop.mail.Services;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.Environment;
import pointdrop.storage.SignIns;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The function in memory. What it answers is held against what every answer must be.
final class TestWeb {
    static final String URL = "https://points.example.com";
    static final String SESSION = "__Host-session";
    static final String BROWSER = "__Host-browser";
    private static final PojoSerializer<APIGatewayV2HTTPResponse> ANSWERS = LambdaEventSerializers
            .serializerFor(APIGatewayV2HTTPResponse.class, TestWeb.class.getClassLoader());

    private final Deployment deployment;
    private final TestClock clock = new TestClock();
    private final Contract contract = new Contract();
    private final LogLines log = new LogLines();
    private final Stores stores;
    private final Privileges privileges;
    private final WebHandler handler;

    TestWeb(Deployment deployment) {
        this(deployment, deployment.aws(), URL);
    }

    /// @param aws clients of the deployment
    TestWeb(Deployment deployment, Aws aws, String url) {
        this.deployment = deployment;
        Map<String, String> variables = new HashMap<>(deployment.environment());
        variables.put("POINTDROP_WEB_URL", url);
        deployment.putShop("other", "owner@other.example");
        Environment environment = new Environment(variables);
        this.stores = Stores.of(aws.s3(), aws.dynamoDb(), environment, new PatientMachine(clock)).logging(log);
        Template template = deployment.template();
        this.privileges = new Privileges(template.function("WebFunction"), template);
        MemoryAws guarded = ((MemoryAws) aws).through(privileges::guard);
        Services services = Services.of(Stores.of(guarded.s3(), guarded.dynamoDb(), environment,
                stores.deadline().machine()).logging(log), guarded.ses());
        Links links = services.links();
        this.handler = new WebHandler(new Services(services.stores(),
                new Links(privileges.guard(links.presigner()), links.credentials(), links.machine()),
                services.outbox()));
    }

    /// What the function may do. Calls that it may not make, and links that it may not sign, fail the test.
    Privileges privileges() {
        return privileges;
    }

    WebHandler handler() {
        return handler;
    }

    Deployment deployment() {
        return deployment;
    }

    TestClock clock() {
        return clock;
    }

    Stores stores() {
        return stores;
    }

    Contract contract() {
        return contract;
    }

    LogLines log() {
        return log;
    }

    /// Sends a request that must not fail.
    Reply send(Ask ask) {
        Reply reply = sendToBroken(ask);
        assertTrue(reply.status() < 500, () -> ask + " " + reply + log.all());
        assertEquals(List.of(), log.ofLevel("ERROR"));
        return reply;
    }

    /// Sends a request that may fail.
    Reply sendToBroken(Ask ask) {
        APIGatewayV2HTTPEvent event = Events.read(APIGatewayV2HTTPEvent.class,
                ask.call().event("$default", "api.example", clock.instant()));
        LambdaContext context = new LambdaContext("WebFunction", clock.instant().plus(Duration.ofSeconds(29)), clock);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ANSWERS.toJson(handler.handleRequest(event, context), json);
        Reply reply = Reply.of(json.toString(UTF_8));
        checkHeaders(ask, reply);
        contract.check(ask, reply);
        return reply;
    }

    private static void checkHeaders(Ask ask, Reply reply) {
        String told = ask + " " + reply;
        assertEquals("nosniff", reply.header("x-content-type-options"), told);
        assertEquals("no-referrer", reply.header("referrer-policy"), told);
        assertTrue(reply.header("strict-transport-security").startsWith("max-age="), told);
        assertTrue(reply.header("content-security-policy").startsWith("default-src 'none';"), told);
        assertTrue(reply.header("content-security-policy").contains("frame-ancestors 'none'"), told);
        assertFalse(reply.headers().containsKey("access-control-allow-origin"), told);
        if (!ask.path().startsWith("/static/")) {
            assertEquals("no-store", reply.header("cache-control"), told);
        }
        if (ask.method().equals("HEAD") || List.of(204, 304, 302, 303).contains(reply.status())) {
            assertEquals("", reply.body(), told);
        } else if (reply.status() >= 400 && ask.path().startsWith("/api/")) {
            assertEquals("application/problem+json", reply.header("content-type"), told);
            assertEquals(reply.status(), reply.json().get("status"), told);
            assertEquals(36, reply.text("requestId").length(), told);
        }
    }

    /// Changes attributes of a shop.
    void putShop(String shop, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(deployment.items(deployment.shopsTable())
                .stream()
                .filter(known -> known.text("shop").equals(shop))
                .findFirst()
                .orElseThrow()
                .attributes());
        item.putAll(attributes);
        deployment.dynamoDb().putItem(put -> put.tableName(deployment.shopsTable()).item(item));
    }

    /// Stores a customer, as another program may.
    void putCustomer(String shop, EmailAddress email, Map<String, AttributeValue> attributes) {
        for (int partition = 0; partition < 32; partition++) {
            Map<String, AttributeValue> item = new HashMap<>(attributes);
            item.put("pk", AttributeValue.fromS(String.format(Locale.ROOT, "%s#%02d", shop, partition)));
            item.put("email", AttributeValue.fromS(email.value()));
            deployment.dynamoDb().putItem(put -> put.tableName(deployment.customersTable()).item(item));
        }
    }

    /// Keys in the uploads bucket.
    List<String> dropped() {
        return deployment.s3()
                .listObjectsV2(list -> list.bucket(deployment.uploadsBucket()))
                .contents()
                .stream()
                .map(object -> object.key())
                .toList();
    }

    String token(String shop, Access access) {
        return stores.apiTokens().create(shop, "ci", access, Duration.ofDays(30));
    }

    String reader() {
        return token("demo", Access.READ);
    }

    String writer() {
        return token("demo", Access.WRITE);
    }

    SignIns.SignIn owner() {
        return new SignIns.SignIn("demo", new EmailAddress(deployment.contact()));
    }

    /// The cookie of a session of the contact of the shop `demo`.
    String session() {
        return session(deployment.contact());
    }

    String session(String email) {
        return SESSION + "=" + stores.sessions().create(new SignIns.SignIn("demo", new EmailAddress(email)));
    }
}

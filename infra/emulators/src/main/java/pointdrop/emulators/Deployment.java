package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The buckets and tables of template.yaml for one test, under names that no other test uses, with the shop `demo`.
public final class Deployment {
    private final Aws aws;
    private final Template template;
    private final LogLines log = new LogLines();

    public Deployment(Aws aws, Template template) {
        this.aws = aws;
        this.template = template;
        Provisioning.provision(template, s3(), dynamoDb());
        putShop("demo", "owner-" + stack() + "@demo.example", "@demo.example");
    }

    /// Configures a shop with the default tiers.
    public void putShop(String shop, String contact, String... allowedRecipients) {
        Provisioning.putShop(dynamoDb(), shopsTable(), shop, contact, List.of(allowedRecipients));
    }

    /// Takes what functions log.
    public LogLines log() {
        return log;
    }

    private String stack() {
        return shopsTable().replace("-shops", "");
    }

    /// The address that mails to the shop `demo` go to; no other test uses it.
    public String contact() {
        return "owner-" + stack() + "@demo.example";
    }

    /// The environment of every function. In tests no empty file is waited for.
    public Map<String, String> environment() {
        Map<String, String> variables = template.environment();
        variables.put("POINTDROP_EMPTY_WAIT", "0");
        return variables;
    }

    private String variable(String name) {
        String value = environment().get(name);
        if (value == null) {
            throw new IllegalArgumentException("template.yaml sets no " + name);
        }
        return value;
    }

    public S3Client s3() {
        return aws.s3();
    }

    public DynamoDbClient dynamoDb() {
        return aws.dynamoDb();
    }

    public Aws aws() {
        return aws;
    }

    public String uploadsBucket() {
        return variable("POINTDROP_UPLOADS_BUCKET");
    }

    public String dataBucket() {
        return variable("POINTDROP_DATA_BUCKET");
    }

    public String customersTable() {
        return variable("POINTDROP_CUSTOMERS_TABLE");
    }

    public String importsTable() {
        return variable("POINTDROP_IMPORTS_TABLE");
    }

    public String shopsTable() {
        return variable("POINTDROP_SHOPS_TABLE");
    }

    public String tokensTable() {
        return variable("POINTDROP_TOKENS_TABLE");
    }

    /// Puts a file into the uploads bucket.
    public StoredObject upload(String key, byte[] bytes, Map<String, String> metadata) {
        return upload(key, RequestBody.fromBytes(bytes), metadata);
    }

    public StoredObject upload(String key, Path file) {
        return upload(key, RequestBody.fromFile(file), Map.of());
    }

    private StoredObject upload(String key, RequestBody body, Map<String, String> metadata) {
        String version = s3().putObject(request -> request.bucket(uploadsBucket()).key(key).metadata(metadata), body)
                .versionId();
        ObjectVersion put = s3().listObjectVersionsPaginator(request -> request.bucket(uploadsBucket()).prefix(key))
                .versions()
                .stream()
                .filter(listed -> listed.versionId().equals(version))
                .findFirst()
                .orElseThrow();
        return StoredObject.of(uploadsBucket(), put);
    }

    public StoredObject upload(String key, String text) {
        return upload(key, text.getBytes(UTF_8), Map.of());
    }

    /// Keys in the data bucket that begin with a prefix, sorted.
    public List<String> dataKeys(String prefix) {
        return s3().listObjectsV2Paginator(request -> request.bucket(dataBucket()).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    public byte[] data(String key) {
        return s3().getObjectAsBytes(request -> request.bucket(dataBucket()).key(key)).asByteArray();
    }

    /// All items of a table.
    public List<Item> items(String table) {
        return dynamoDb().scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .stream()
                .map(Item::new)
                .toList();
    }

    public List<MimeMessage> mailsTo(String address) throws IOException, MessagingException {
        return aws.mailsTo(address);
    }
}
